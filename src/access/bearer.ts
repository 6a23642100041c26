/** The bearer token of a request's `Authorization` header, or `undefined` when there is none. */
export function readBearer(request: Request): string | undefined {
  const match = /^Bearer +([^\s]{1,512})\s*$/i.exec(request.headers.get("authorization") ?? "");
  return match?.[1];
}
