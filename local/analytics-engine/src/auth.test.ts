import { expect, test } from "vitest";
import { call, SQL_PATH, TOKEN, toPoint } from "../test/call.ts";
import { startTestEngine } from "../test/running-engine.ts";

test("asks for the token in the gateway's envelope", async () => {
  const engine = await startTestEngine();
  const codes = async (path: string, headers: object) => {
    const { status, text } = await call(engine, "POST", path, headers, "SELECT 1 AS x");
    return [status, JSON.parse(text).errors[0].code];
  };
  expect(await codes(SQL_PATH, {})).toEqual([401, 9106]);
  expect(await codes(SQL_PATH, { authorization: "local" })).toEqual([401, 6111]);
  expect(await codes(SQL_PATH, { authorization: "Bearer other" })).toEqual([401, 10000]);
  expect(await codes(SQL_PATH.replace("local", "other"), TOKEN)).toEqual([403, 10000]);
  for (const path of ["/import/leads", "/flush", "/settings", "/unknown"]) {
    expect(await codes(path, {})).toEqual([401, 9106]);
  }
});

test("refuses what a web page may send, on every route", async () => {
  const engine = await startTestEngine();
  const routes = ["/", "/healthz", SQL_PATH, "/import/leads", "/flush", "/settings"];
  for (const path of routes) {
    const method = path === "/healthz" ? "GET" : "POST";
    for (const hostile of [
      { origin: "https://example.com" },
      { origin: "null" },
      { host: "attacker.example.com" },
      { host: `127.0.0.1.example.com:${engine.port}` },
      { "sec-fetch-site": "cross-site" },
    ]) {
      const { status } = await call(
        engine,
        method,
        path,
        { ...TOKEN, ...hostile },
        method === "GET" ? "" : toPoint("leads"),
      );
      expect([path, hostile, status]).toEqual([path, hostile, 403]);
    }
  }
  expect(engine.stats().received).toBe(0);
});
