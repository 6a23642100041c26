import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

/** The two generations of the protocol, each negotiated as its clients do. */
export const ERAS = ["modern", "legacy"] as const;
export type Era = (typeof ERAS)[number];

/** What a tool answered; `structured` is absent when it refused. */
export interface Answered {
  readonly text: string;
  readonly structured: Record<string, unknown> | undefined;
  readonly isError: boolean;
}

/** An agent's view of a running server. */
export interface Caller {
  readonly client: Client;
  call(name: string, input: Record<string, unknown>): Promise<Answered>;
  close(): Promise<void>;
}

/**
 * Connects to `<url>/mcp` in one era.
 * @throws Error when the server speaks another one
 */
export async function connect(url: string, key: string, era: Era): Promise<Caller> {
  const mode = era === "modern" ? { pin: "2026-07-28" } : "legacy";
  const client = new Client({ name: "lead-stats-evals", version: "1" }, { versionNegotiation: { mode } });
  const authProvider = { token: async () => key };
  await client.connect(new StreamableHTTPClientTransport(new URL("/mcp", url), { authProvider }));
  if (client.getProtocolEra() !== era) throw new Error(`the server does not speak the ${era} protocol`);
  return {
    client,
    async call(name, input) {
      const { content, structuredContent, isError } = await client.callTool({ name, arguments: input });
      return {
        text: content.map((part) => (part.type === "text" ? part.text : "")).join("\n"),
        structured: structuredContent as Answered["structured"],
        isError: isError === true,
      };
    },
    close: () => client.close(),
  };
}
