import { expect, test } from "vitest";
import { call, SQL_PATH, TOKEN, toPoint } from "../test/call.ts";
import { ask, NOON, send, startTestEngine } from "../test/running-engine.ts";

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

test("names the methods that a route knows and refuses bodies beyond reason", async () => {
  const engine = await startTestEngine();
  const got = await call(engine, "GET", SQL_PATH, TOKEN);
  expect([got.status, got.headers.allow]).toEqual([405, "POST"]);
  expect((await call(engine, "GET", "/unknown", TOKEN)).status).toBe(404);
  expect((await call(engine, "GET", "//", TOKEN)).status).toBe(400);
  expect((await call(engine, "POST", SQL_PATH, TOKEN, "x".repeat(10_001))).status).toBe(422);
  expect((await call(engine, "POST", SQL_PATH, TOKEN, "x".repeat(1_000_001))).status).toBe(413);
  expect((await call(engine, "POST", "/", {}, "x".repeat(2_000_001))).status).toBe(413);
});

test("lets no dataset's name lead anywhere else", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  const line = JSON.stringify({ timestamp: NOON / 1000 });
  const names = [
    "..%2f..%2fx",
    "a%00",
    "system.tables",
    "a-b",
    "a%20b",
    "7a",
    "a".repeat(65),
    "%60a%60",
    "numbers(9)",
  ];
  for (const name of names) {
    expect([name, (await call(engine, "POST", `/import/${name}`, TOKEN, line)).status]).toEqual([name, 400]);
  }
  for (const name of ["numbers", "select", "__proto__", "one", "tables"]) {
    expect([name, (await call(engine, "POST", `/import/${name}`, TOKEN, line)).status]).toEqual([name, 200]);
    const counted = await ask(engine, `SELECT count() AS n FROM "${name}" FORMAT TabSeparated`);
    expect([name, counted.text]).toEqual([name, "1\n"]);
  }
});

test("takes native points without a token, one a line, and says what is wrong with one", async () => {
  const engine = await startTestEngine();
  expect((await call(engine, "POST", "/", {}, toPoint("leads"))).status).toBe(204);
  const lines = [toPoint("leads"), toPoint("my-leads"), toPoint("leads")].join("\n");
  const wrong = await call(engine, "POST", "/", {}, lines);
  expect([wrong.status, JSON.parse(wrong.text).error]).toEqual([
    400,
    "dataset must be letters, digits and underscores, not starting with a digit, at most 64 characters",
  ]);
  await engine.flush();
  expect(engine.stats().datasets).toEqual({ leads: { points: 3, oldest: 1795176000, newest: 1795176000 } });
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
  await call(engine, "POST", "/", {}, toPoint("leads"));
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
