import type { OAuthClientProvider } from "@modelcontextprotocol/client";
import type { OAuthClientProvider as OlderProvider } from "@modelcontextprotocol/sdk/client/auth.js";

/** What an app remembers of its connection; both SDKs keep it in the same shape. */
export interface AppMemory {
  client?: { client_id: string };
  tokens?: { access_token: string; refresh_token?: string; token_type: string; scope?: string };
  verifier?: string;
  /** Which server the person was sent to; the second SDK checks that the answer is from there. */
  discovery?: unknown;
  /** Where the person was last sent to sign in. */
  sentTo?: URL;
}

export const CALLBACK = "http://127.0.0.1:53682/callback";
export const STATE = "state-of-the-app";

/** An app's side of OAuth, remembered in memory. */
export function createApp(memory: AppMemory): OAuthClientProvider & OlderProvider {
  const provider = {
    redirectUrl: CALLBACK,
    clientMetadata: {
      client_name: "Test App",
      redirect_uris: [CALLBACK],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      token_endpoint_auth_method: "none",
    },
    state: () => STATE,
    clientInformation: () => memory.client,
    saveClientInformation: (client: { client_id: string }) => {
      memory.client = client;
    },
    tokens: () => memory.tokens,
    saveTokens: (tokens: NonNullable<AppMemory["tokens"]>) => {
      memory.tokens = tokens;
    },
    redirectToAuthorization: (url: URL) => {
      memory.sentTo = url;
    },
    saveCodeVerifier: (verifier: string) => {
      memory.verifier = verifier;
    },
    codeVerifier: () => memory.verifier ?? "",
    discoveryState: () => memory.discovery,
    saveDiscoveryState: (discovery: unknown) => {
      memory.discovery = discovery;
    },
    invalidateCredentials: (scope: string) => {
      if (scope === "all" || scope === "tokens") delete memory.tokens;
      if (scope === "all" || scope === "client") delete memory.client;
    },
  };
  // Each SDK brands or brands not its own types; what is stored is the same.
  return provider as unknown as OAuthClientProvider & OlderProvider;
}
