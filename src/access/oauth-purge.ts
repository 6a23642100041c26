import { OAuthAuthorizationServer } from "@cloudflare/workers-oauth-provider";
import type { OAuthEnv } from "./oauth-issuer.ts";

/** Records looked at in one run, each a read: grants first, then tokens. */
const BATCH = 20;
const CURSOR_NAME = "purge-cursor";

/**
 * Removes grants and tokens that nothing leads to any more. Everything expires by itself; this catches what a broken-off
 * revocation left behind. Each run goes on where the last one stopped.
 */
export async function purgeOAuth(env: OAuthEnv): Promise<void> {
  // Cleaning up concerns the whole store, whatever the address it was filled from.
  const server = new OAuthAuthorizationServer<OAuthEnv>({
    issuer: "https://localhost",
    resources: ["https://localhost/mcp"],
    clientIdMetadataDocumentEnabled: true,
  });
  const cursor = await env.OAUTH_KV.get(CURSOR_NAME);
  const result = await server
    .purgeExpiredData(env, { batchSize: BATCH, ...(cursor && { cursor }) })
    .catch(async (error: unknown) => {
      // One that cannot be read any more would stop every run.
      if (cursor !== null) await env.OAUTH_KV.delete(CURSOR_NAME);
      throw error;
    });
  if (result.cursor !== undefined) await env.OAUTH_KV.put(CURSOR_NAME, result.cursor);
  else if (cursor !== null) await env.OAUTH_KV.delete(CURSOR_NAME);
}
