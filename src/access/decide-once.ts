import { toSha256Hex } from "../domain/sha256.ts";

/**
 * Carries a decision out and gives the address that the browser goes on to, `undefined` when there is nothing to
 * decide. The same decision posted again shortly after, as a double click does, by the same browser gets the same address.
 */
export type DecideOnce = (
  request: Request,
  carryOut: () => Promise<string | undefined>,
) => Promise<string | undefined>;

const KEPT_MS = 30_000;
/** KV keeps nothing for less. */
const STORED_S = 60;
/** A second click waits so often and so long for the first one's address. */
const TRIES = 15;
const PAUSE_MS = 200;

/**
 * @param store keeps an address under the hash of its decision's handle; the code in it is of no use without the app's
 * proof key
 * @param now epoch milliseconds
 */
export function createDecideOnce(store: Pick<KVNamespace, "get" | "put">, now: () => number): DecideOnce {
  const underWay = new Set<string>();

  return async (request, carryOut) => {
    const handle = await toSha256Hex(new URL(request.url).searchParams.get("state") ?? "");
    // The library's cookie, which ties a handle to the browser that signed in.
    if (!new RegExp(`__Host-[^=;]+=${handle}(;|$)`).test(request.headers.get("cookie") ?? ""))
      return undefined;
    const name = `decided:${handle}`;
    if (!underWay.has(name)) {
      underWay.add(name);
      try {
        const address = await carryOut();
        if (address !== undefined) {
          // Without it only a second click would suffer.
          await store.put(name, `${now()} ${address}`, { expirationTtl: STORED_S }).catch(() => {});
          return address;
        }
      } finally {
        underWay.delete(name);
      }
    }
    for (let tries = 0; tries < TRIES; tries++) {
      const [decidedAt, address] = (await store.get(name))?.split(" ") ?? [];
      if (address !== undefined) return now() - Number(decidedAt) < KEPT_MS ? address : undefined;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    return undefined;
  };
}
