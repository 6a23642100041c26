import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands between the Worker and the engine and times what the engine takes. */
export interface Relay {
  readonly url: string;
  /** Milliseconds during which the engine had at least one statement open, since the last call. */
  takeBusyMs(): number;
  /** Milliseconds that the relay itself adds to a statement. */
  measureHop(): Promise<number>;
  close(): Promise<void>;
}

/** @param target where to pass statements on, `http://host:port` */
export async function startRelay(target: string): Promise<Relay> {
  const agent = new Agent({ keepAlive: true });
  let busyMs = 0;
  let openSince = 0;
  let open = 0;
  const enter = () => {
    if (open++ === 0) openSince = performance.now();
  };
  const leave = () => {
    if (--open === 0) busyMs += performance.now() - openSince;
  };

  const server = createServer(async (incoming, outgoing) => {
    const body = await readAll(incoming);
    enter();
    const asked = request(new URL(incoming.url ?? "/", target), {
      method: incoming.method ?? "POST",
      headers: { authorization: incoming.headers.authorization ?? "" },
      agent,
    });
    asked.end(body);
    const [answer] = await once(asked, "response");
    const bytes = await readAll(answer);
    leave();
    outgoing.writeHead(answer.statusCode, { "content-type": answer.headers["content-type"] });
    outgoing.end(bytes);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const relay: Relay = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeBusyMs() {
      const taken = busyMs;
      busyMs = 0;
      return taken;
    },
    async measureHop() {
      relay.takeBusyMs();
      const start = performance.now();
      const response = await fetch(`${relay.url}/client/v4/accounts/local/analytics_engine/sql`, {
        method: "POST",
        headers: { authorization: "Bearer local" },
        body: "SELECT 1 AS one",
      });
      await response.text();
      return performance.now() - start - relay.takeBusyMs();
    },
    async close() {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return relay;
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
