import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

/** A tool call as it went over the wire, to be sent again without the client's own work. */
export interface Recorded {
  readonly request: RequestInit;
  /** Path and query of the REST question that has the same answer. */
  readonly restPath: string | undefined;
}

/** Makes each call once with the SDK's client and keeps what it sent. */
export async function record(
  url: string,
  key: string,
  calls: readonly (readonly [tool: string, input: Readonly<Record<string, unknown>>])[],
): Promise<Recorded[]> {
  let last: RequestInit = {};
  const client = new Client(
    { name: "bench", version: "1" },
    { versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  const transport = new StreamableHTTPClientTransport(new URL("/mcp", url), {
    authProvider: { token: async () => key },
    fetch: (input, init = {}) => {
      if (init.method === "POST") last = init;
      return fetch(input, init);
    },
  });
  await client.connect(transport);
  const recorded: Recorded[] = [];
  for (const [name, input] of calls) {
    const { structuredContent } = await client.callTool({ name, arguments: { ...input } });
    const { method, headers, body } = last;
    const link = (structuredContent as { link?: string } | undefined)?.link;
    const restPath = link === undefined ? undefined : new URL(link).pathname + new URL(link).search;
    recorded.push({ request: { method, headers, body } as RequestInit, restPath });
  }
  await client.close();
  return recorded;
}
