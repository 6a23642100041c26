/** Browsers may read these response headers; without the second a web client cannot see why it was refused. */
export const EXPOSED_HEADERS = "mcp-session-id, WWW-Authenticate, RateLimit-Policy, Retry-After";

/** A refusal in front of the MCP handler, readable from a browser and with the challenge that a 401 owes. */
export function toReadableRefusal(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set("Access-Control-Allow-Origin", "*");
  headers.set("Access-Control-Expose-Headers", EXPOSED_HEADERS);
  if (response.status === 401 && !headers.has("WWW-Authenticate")) headers.set("WWW-Authenticate", "Bearer");
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
