/** Longest name of a KV entry. https://developers.cloudflare.com/kv/platform/limits/ */
const MAX_NAME_BYTES = 512;

/**
 * The namespace as the library may use it. It puts what callers send into names; where KV would throw because a name
 * is too long, nothing is stored under it.
 */
export function toOAuthStore(namespace: KVNamespace): KVNamespace {
  return new Proxy(namespace, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== "function") return member;
      return (...args: unknown[]) =>
        property === "get" && isTooLong(args[0])
          ? Promise.resolve(null)
          : Reflect.apply(member, target, args);
    },
  });
}

function isTooLong(name: unknown): boolean {
  return typeof name === "string" && new TextEncoder().encode(name).byteLength > MAX_NAME_BYTES;
}
