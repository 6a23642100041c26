import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

const LEAVE_WITHIN_MS = 2_000;

/** Opens a port on the loopback address and gives its number; 0 takes a free one. Fails in one sentence. */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const reason =
        cause.code === "EADDRINUSE"
          ? `Port ${port} is in use; choose another one`
          : `Port ${port} cannot be opened`;
      reject(new Error(`${reason}.`, { cause }));
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Stops listening, gives running requests a moment to end, then closes what is still open. */
export async function leave(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), LEAVE_WITHIN_MS);
  await closed;
  clearTimeout(timer);
}
