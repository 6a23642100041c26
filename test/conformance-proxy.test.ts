import { createServer, type IncomingHttpHeaders, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type KeyProxy, startProxy } from "../conformance/proxy.ts";

describe("the proxy that adds the key", () => {
  let server: Server;
  let target = "";
  let proxy: KeyProxy;
  let arrived: IncomingHttpHeaders = {};
  beforeAll(async () => {
    server = createServer((incoming, outgoing) => {
      arrived = incoming.headers;
      incoming.resume().on("end", () => outgoing.writeHead(418).end("short and stout"));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    target = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    proxy = await startProxy(`http://${target}`, "lsk_test");
  });
  afterAll(async () => {
    await proxy.close();
    await new Promise((resolve) => server.close(resolve));
  });

  const send = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(`${proxy.url}/mcp`, { method: "POST", headers }, (answer) => {
        answer.resume().on("end", () => resolve(answer.statusCode));
      })
        .on("error", reject)
        .end("{}");
    });

  test("passes a foreign host and origin on as they came", async () => {
    await send({ Host: "evil.example.com", Origin: "http://evil.example.com" });
    expect(arrived).toMatchObject({ host: "evil.example.com", origin: "http://evil.example.com" });
  });

  test("puts the endpoint's host in the place of its own", async () => {
    await send({});
    expect(arrived.host).toBe(target);
  });

  test("adds the key and gives the answer back unchanged", async () => {
    expect(await send({ "Mcp-Method": "tools/list" })).toBe(418);
    expect(arrived).toMatchObject({ authorization: "Bearer lsk_test", "mcp-method": "tools/list" });
  });
});
