import { request } from "node:http";
import { expect, test } from "vitest";
import type { Engine } from "../src/index.ts";
import { ask, NOON, send, startTestEngine } from "../test/running-engine.ts";

const SQL_PATH = "/client/v4/accounts/local/analytics_engine/sql";
const TOKEN = { authorization: "Bearer local" };

interface Raw {
  status: number;
  headers: Record<string, unknown>;
  text: string;
}

// fetch() forbids setting Host and Origin, so requests are made by hand.
function call(engine: Engine, method: string, path: string, headers: object = {}, body = ""): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port: engine.port, method, path, headers: { ...headers } },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

const point = (dataset: string) =>
  JSON.stringify({
    dataset: [...Buffer.from(dataset)],
    index1: [97],
    timestamp: "1795176000123000000",
    double1: 1,
  });

test("answers in the shapes of the SQL API", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  await send(engine, "leads", [
    { timestamp: "2026-11-20T10:00:00Z", blob1: "a/b", double1: 0.5, _sample_interval: 3 },
  ]);
  const sql =
    "SELECT blob1, SUM(_sample_interval) AS n, max(timestamp) AS t, avg(double1) AS x FROM leads GROUP BY blob1";
  expect((await ask(engine, sql)).text).toMatchInlineSnapshot(`
    "{
    	"meta":
    	[
    		{
    			"name": "blob1",
    			"type": "String"
    		},
    		{
    			"name": "n",
    			"type": "UInt64"
    		},
    		{
    			"name": "t",
    			"type": "DateTime"
    		},
    		{
    			"name": "x",
    			"type": "Float64"
    		}
    	],

    	"data":
    	[
    		{
    			"blob1": "a\\/b",
    			"n": "3",
    			"t": "2026-11-20 10:00:00",
    			"x": 0.5
    		}
    	],

    	"rows": 1,

    	"rows_before_limit_at_least": 1
    }
    "
  `);
  expect(JSON.parse((await ask(engine, sql)).text).data).toEqual([
    { blob1: "a/b", n: "3", t: "2026-11-20 10:00:00", x: 0.5 },
  ]);
  expect((await ask(engine, `${sql} FORMAT JSONEachRow`)).text).toMatchInlineSnapshot(`
    "{"blob1":"a\\/b","n":"3","t":"2026-11-20 10:00:00","x":0.5}
    "
  `);
  expect((await ask(engine, `${sql} FORMAT TabSeparated`)).text).toMatchInlineSnapshot(`
    "a/b	3	2026-11-20 10:00:00	0.5
    "
  `);
  expect(
    JSON.parse((await ask(engine, "SELECT avg(double1) AS x FROM leads WHERE blob1 = 'none'")).text),
  ).toMatchInlineSnapshot(`
    {
      "data": [
        {
          "x": null,
        },
      ],
      "meta": [
        {
          "name": "x",
          "type": "Float64",
        },
      ],
      "rows": 1,
      "rows_before_limit_at_least": 1,
    }
  `);
});

test("answers the statements that no table can", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  expect(JSON.parse((await ask(engine, "SELECT * FROM never_written")).text)).toEqual({
    meta: [],
    data: [],
    rows: 0,
    rows_before_limit_at_least: 0,
  });
  expect((await ask(engine, "SELECT double1 FROM never_written")).status).toBe(422);
  await send(engine, "leads", [{ timestamp: NOON / 1000 }]);
  expect((await ask(engine, "SHOW TABLES FORMAT TabSeparated")).text).toBe("leads\n");
  expect((await ask(engine, "SHOW TIMEZONE FORMAT JSONEachRow")).text).toBe('{"timezone":"Etc/UTC"}\n');
  expect((await ask(engine, "SHOW TIMEZONES FORMAT TabSeparated")).text.split("\n")).toContain(
    "Asia/Kolkata",
  );
});

test("refuses wrong statements with 422 in plain text, never in the database's words", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  await send(engine, "leads", [{ timestamp: NOON / 1000, double2: 0 }]);
  for (const sql of ["SELECT max(toUInt32(blob7)) AS n FROM leads", "SELECT COUNT(*) FROM leads", "SELECT"]) {
    const { status, type, text } = await ask(engine, sql);
    expect([sql, status, type]).toEqual([sql, 422, "text/plain; charset=UTF-8"]);
    expect(text).toMatch(/^Input was invalid: /);
    expect(text).not.toMatch(/DB::|Code:/);
  }
});

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

test("names the methods that a route knows and refuses bodies beyond reason", async () => {
  const engine = await startTestEngine();
  const got = await call(engine, "GET", SQL_PATH, TOKEN);
  expect([got.status, got.headers.allow]).toEqual([405, "POST"]);
  expect((await call(engine, "GET", "/unknown", TOKEN)).status).toBe(404);
  expect((await call(engine, "POST", SQL_PATH, TOKEN, "x".repeat(10_001))).status).toBe(422);
  expect((await call(engine, "POST", SQL_PATH, TOKEN, "x".repeat(1_000_001))).status).toBe(413);
  expect((await call(engine, "POST", "/", {}, "x".repeat(300_000))).status).toBe(413);
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
        method === "GET" ? "" : point("leads"),
      );
      expect([path, hostile, status]).toEqual([path, hostile, 403]);
    }
  }
  expect(
    (await call(engine, "POST", SQL_PATH, { ...TOKEN, host: "fake-host" }, "SELECT 1 AS x")).status,
  ).toBe(403);
  expect(engine.stats().received).toBe(0);
});

test("takes native points without a token and says what is wrong with one", async () => {
  const engine = await startTestEngine();
  expect((await call(engine, "POST", "/", { host: "fake-host" }, point("leads"))).status).toBe(204);
  const wrong = await call(engine, "POST", "/", { host: "fake-host" }, point("my-leads"));
  expect([wrong.status, JSON.parse(wrong.text).error]).toEqual([
    400,
    "dataset must be letters, digits and underscores, at most 64 characters",
  ]);
  await engine.flush();
  expect(engine.stats().datasets).toEqual({ leads: { points: 1, oldest: 1795176000, newest: 1795176000 } });
});

test("reports what is stored, to everyone on this machine", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  expect(await (await fetch(`${engine.url}/healthz`)).json()).toEqual({
    ready: true,
    points: 0,
    oldest: null,
    newest: null,
    datasets: {},
  });
  await send(engine, "leads", [{ timestamp: "2026-11-18T00:00:00Z" }, { timestamp: "2026-11-19T00:00:00Z" }]);
  expect(await (await fetch(`${engine.url}/healthz`)).json()).toEqual({
    ready: true,
    points: 2,
    oldest: "2026-11-18T00:00:00.000Z",
    newest: "2026-11-19T00:00:00.000Z",
    datasets: {
      leads: { points: 2, oldest: "2026-11-18T00:00:00.000Z", newest: "2026-11-19T00:00:00.000Z" },
    },
  });
});

test("changes settings while it runs and stores everything on request", async () => {
  const engine = await startTestEngine();
  const changed = await call(engine, "PATCH", "/settings", TOKEN, '{"ingestDelayMs":60000}');
  expect(JSON.parse(changed.text)).toMatchObject({ ingestDelayMs: 60_000, sampling: null });
  await call(engine, "POST", "/", { host: "fake-host" }, point("leads"));
  expect(engine.stats()).toMatchObject({ buffered: 1, points: 0 });
  expect((await call(engine, "POST", "/flush", TOKEN)).status).toBe(204);
  expect(engine.stats()).toMatchObject({ buffered: 0, points: 1 });

  const wrong = await call(engine, "PATCH", "/settings", TOKEN, '{"ingestDelay":1}');
  expect(wrong.status).toBe(400);
  expect(JSON.parse(wrong.text).error).toMatchInlineSnapshot(
    `"settings has no option "ingestDelay"; the options are ingestDelayMs, sampling, readSampling, retentionDays, dailyQueryLimit, dailyWriteLimit, maxRows, faults"`,
  );
  expect((await call(engine, "PATCH", "/settings", TOKEN, "{")).status).toBe(400);
});
