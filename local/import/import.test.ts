import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { EngineClient } from "./engine-client.ts";
import { importFile } from "./import.ts";
import { ImportError } from "./import-error.ts";
import type { ImportedLead } from "./lead.ts";
import { readOptions } from "./options.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z") / 1000;
const folder = mkdtempSync(join(tmpdir(), "import-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface FakeEngine extends EngineClient {
  readonly stored: ImportedLead[];
}

/** An engine in memory; `refuse` rejects leads, `failAt` fails on that call. */
function createFakeEngine(rules: { count?: number; refuse?: string; failAt?: number } = {}): FakeEngine {
  const stored: ImportedLead[] = [];
  let calls = 0;
  return {
    stored,
    count: async () => rules.count ?? 0,
    async store(leads) {
      if (++calls === rules.failAt) throw new ImportError("the local engine answered 503: try again later");
      const rejected = leads.flatMap((lead, index) =>
        lead.event.utm_campaign === rules.refuse ? [{ index, reason: "refused by the engine" }] : [],
      );
      stored.push(...leads.filter((lead) => lead.event.utm_campaign !== rules.refuse));
      return { accepted: leads.length - rejected.length, rejected };
    },
  };
}

async function run(
  content: string,
  args: string[],
  engine: EngineClient = createFakeEngine(),
  isTty = false,
) {
  const file = join(folder, "leads.csv");
  writeFileSync(file, content);
  const read = readOptions([file, "--project", "acme", ...args], {});
  if (read === "help") throw new Error("no help here");
  const parts: string[] = [];
  const output = { isTty, write: (part: string) => void parts.push(part) };
  const tally = await importFile(file, read.options, { engine, output, now: NOW });
  return { tally, text: parts.join("").replaceAll(file, "leads.csv") };
}

const LEADS = `Date,Campaign,Email,Status
2022-12-30 10:00,one,a@example.com,NEW
2022-12-31 10:00,two,b@example.com,NEW
soon,three,c@example.com,NEW
2022-12-31 11:00,four,d@example.com,OLD
`;

describe("importing a file", () => {
  test("stores every row it can in order, and accounts for every other", async () => {
    const engine = createFakeEngine({ refuse: "two" });
    const { tally, text } = await run(LEADS, ["--filter", "Status=NEW"], engine);
    expect(engine.stored.map((lead) => lead.event.utm_campaign)).toEqual(["one"]);
    expect(tally).toMatchObject({ rows: 4, accepted: 1, filtered: 1, repeated: 0, skipped: 0 });
    expect(tally.rejected).toEqual([
      { line: 3, reason: "refused by the engine" },
      { line: 4, reason: '"soon" is no time that can be read; use ISO 8601 (2022-12-31T18:05:00+05:30)' },
    ]);
    expect(text).toMatchInlineSnapshot(`
      "leads.csv: CSV separated by ",", utf-8, 4 rows
        Date          → timestamp (times without offset are in UTC)
        Campaign      → utm_campaign
        Email         personal, never imported
        Status        not imported: no known column (--map can name one)
        (every row)   project = acme
        (every row)   event_type = primary
      100 % 1 of 2 stored, 2 rejected
      4 rows: 1 imported, 1 left out by --filter, 2 rejected, from 2022-12-30T10:00:00+00:00 to 2022-12-31T10:00:00+00:00
      by project: acme 1
      Rejected:
        line 3: refused by the engine
        line 4: "soon" is no time that can be read; use ISO 8601 (2022-12-31T18:05:00+05:30)
      "
    `);
  });

  test("shows everything and stores nothing in a dry run, whatever is stored already", async () => {
    const engine = createFakeEngine({ count: 7 });
    const { tally, text } = await run(LEADS, ["--dry-run", "--timezone", "Asia/Kolkata"], engine);
    expect(engine.stored).toEqual([]);
    expect(tally).toMatchObject({ taken: 3, accepted: 0 });
    expect(text).toMatchInlineSnapshot(`
      "leads.csv: CSV separated by ",", utf-8, 4 rows
        Date          → timestamp (times without offset are in Asia/Kolkata)
        Campaign      → utm_campaign
        Email         personal, never imported
        Status        not imported: no known column (--map can name one)
        (every row)   project = acme
        (every row)   event_type = primary
      First rows as they would be stored:
        line 2: 2022-12-30T10:00:00+05:30
          project = acme
          device = unknown
          utm_campaign = one
          reason = imported
          event_type = primary
        line 3: 2022-12-31T10:00:00+05:30
          project = acme
          device = unknown
          utm_campaign = two
          reason = imported
          event_type = primary
        line 5: 2022-12-31T11:00:00+05:30
          project = acme
          device = unknown
          utm_campaign = four
          reason = imported
          event_type = primary

      4 rows: 3 would be imported, 1 rejected, from 2022-12-30T10:00:00+05:30 to 2022-12-31T11:00:00+05:30
      by project: acme 3
      Rejected:
        line 4: "soon" is no time that can be read; use ISO 8601 (2022-12-31T18:05:00+05:30)
      "
    `);
  });

  test("refuses to count leads twice, unless they are other leads", async () => {
    const engine = createFakeEngine({ count: 7 });
    await expect(run(LEADS, [], engine)).rejects.toThrow(
      "7 events of acme are already stored for the time of this file. Importing a file twice counts its leads twice",
    );
    expect(engine.stored).toEqual([]);
    expect((await run(LEADS, ["--append"], engine)).tally.accepted).toBe(3);
  });

  test("that breaks off says where to go on, and goes on there", async () => {
    const rows = Array.from({ length: 2500 }, (_, i) => `2022-12-31 10:00,c${i}`);
    const content = ["Date,Campaign", ...rows, ""].join("\n");
    const engine = createFakeEngine({ failAt: 2 });
    await expect(run(content, [], engine)).rejects.toThrow("Go on with --from-line 1002 --append");
    const { tally } = await run(content, ["--from-line", "1002", "--append"], engine);
    expect(tally).toMatchObject({ rows: 2500, skipped: 1000, accepted: 1500 });
    expect(engine.stored.map((lead) => lead.event.utm_campaign)).toEqual(rows.map((_, i) => `c${i}`));
  });

  test("moves a bar on a terminal and writes lines elsewhere", async () => {
    const rows = Array.from({ length: 2000 }, () => "2022-12-31");
    const content = ["Date", ...rows, ""].join("\n");
    expect((await run(content, [])).text).toContain("50 % 1000 of 2000 stored\n100 % 2000 of 2000 stored\n");
    expect((await run(content, [], createFakeEngine(), true)).text).toContain(
      "\r[###############---------------] 50 % 1000 of 2000 stored\r[##############################] 100 %",
    );
  });

  test("caps the list of rejected rows, never their number", async () => {
    const { tally, text } = await run(
      ["Date", ...Array.from({ length: 30 }, () => "never"), ""].join("\n"),
      [],
    );
    expect(tally.rejected).toHaveLength(30);
    expect(text).toContain("30 rejected");
    expect(text).toContain("and 10 more; --rejected FILE writes all of them");
  });

  test("asks for the order of dates that do not tell it, before anything is stored", async () => {
    const engine = createFakeEngine();
    await expect(run("Date\n9/12/2022\n", [], engine)).rejects.toThrow("add --date-format mdy");
    expect((await run("Date\n9/12/2022\n", ["--date-format", "dmy"], engine)).tally.first).toBe(
      Date.parse("2022-12-09T12:00:00Z") / 1000,
    );
  });

  test("of a file without rows is refused", async () => {
    await expect(run("Date,Campaign\n", [])).rejects.toThrow("holds no row under a header");
  });
});
