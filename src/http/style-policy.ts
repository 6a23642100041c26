import { toSha256 } from "../domain/sha256.ts";

/**
 * Content security policy of a page: nothing may run, nothing may be loaded, only its own style applies.
 * @param formAction where its forms may lead, as `form-action` takes it
 */
export async function toStylePolicy(style: string, formAction: string): Promise<string> {
  const hash = btoa(String.fromCharCode(...(await toSha256(style))));
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action ${formAction}; frame-ancestors 'none'`;
}
