import { createServer, request } from "node:http";

/** A loopback address that stands before an endpoint with access keys. */
export interface KeyProxy {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Passes everything on as it came, foreign `Host` headers included, and adds the key: the suite has no way to send one.
 * @param target origin of the endpoint, e.g. `http://127.0.0.1:8787`
 */
export async function startProxy(target: string, key: string): Promise<KeyProxy> {
  const { hostname, port, host } = new URL(target);
  let own = "";
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const outward = request(
      {
        hostname,
        port,
        method,
        path: url,
        headers: {
          ...headers,
          host: headers.host === own ? host : headers.host,
          authorization: `Bearer ${key}`,
        },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    outward.on("error", () => outgoing.destroy());
    outgoing.on("close", () => outward.destroy());
    incoming.pipe(outward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("the proxy has no port");
  own = `127.0.0.1:${address.port}`;
  return {
    url: `http://${own}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
