import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../evals/desk.ts";
import { DEMO_PROJECTS } from "../local/demo-data/projects.ts";
import { sendAlerts } from "../src/digest/alerts.ts";
import type { DigestOptions } from "../src/digest/options.ts";
import { Problem } from "../src/domain/errors.ts";
import type { Project } from "../src/domain/project.ts";
import type { Anomaly } from "../src/insights/anomalies/answer.ts";
import { createSentMemory } from "./sent-memory.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SLACK = "https://hooks.slack.com/services/T0/B0/a";
const ACRES: Project = {
  id: "green-acres",
  name: "Green Acres",
  timezone: "Asia/Kolkata",
  notify: { slackUrl: SLACK, emails: ["jane@example.com"] },
};
/** The demo data knows one day without any lead, 20 days before the last. */
const LAST_MOMENT = at("2026-11-23T08:00");
const OUTAGE = at("2026-11-03T00:00");

const PROJECTS = DEMO_PROJECTS.map((project) => ({ ...project, notify: ACRES.notify ?? {} }));

let now = LAST_MOMENT;
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(LAST_MOMENT, "https://leads.example.com", () => now);
}, 120_000);
afterAll(() => desk.close());

let mailed: { at: number; subject: string; text: string }[];
let posted: string[];
let logged: { event: string; detail: unknown }[];
let memory: Map<string, string>;
beforeEach(() => {
  now = LAST_MOMENT;
  [mailed, posted, logged, memory] = [[], [], [], new Map()];
});

/** A local time in the projects' zone. */
function at(local: string): number {
  return Date.parse(`${local}:00+05:30`);
}

function toOptions(projects: readonly Project[], given: Partial<DigestOptions> = {}): DigestOptions {
  return {
    statistics: { summary: () => Promise.reject(new Error("alerts need no summary")) },
    insights: desk.insights,
    projects: { list: async () => projects },
    ...createSentMemory(memory, () => now),
    couriers: {
      fetch: async (_, { body }) => {
        posted.push(String(body));
        return new Response("ok");
      },
      mail: async (_, subject, text) => mailed.push({ at: now, subject, text }),
    },
    timezone: "Asia/Kolkata",
    publicUrl: "https://leads.example.com",
    now: () => now,
    log: (event, detail) => void logged.push({ event, detail }),
    ...given,
  };
}

describe("on the demo data", () => {
  test("a day without leads is told while it lasts, and its end", async () => {
    for (now = OUTAGE - 6 * HOUR; now < OUTAGE + 3 * DAY; now += HOUR) await sendAlerts(toOptions([ACRES]));
    expect(mailed.map((mail) => [new Date(mail.at).toISOString(), mail.subject])).toEqual([
      ["2026-11-03T06:30:00.000Z", "Green Acres: no leads are coming in"],
      ["2026-11-03T19:30:00.000Z", "Green Acres: leads are coming in again"],
    ]);
    expect(mailed[0]?.text).toMatchInlineSnapshot(`
      "Green Acres: no leads are coming in

      Silent now
      Look whether forms and webhooks still send, ads still run, and nobody is taken for a bot by mistake.
      - No primary leads since 2026-11-02 23:00 (13 hours), against 14 expected; the chance of a gap this long is 1 in 9600.

      Exact counts.

      Look further: https://leads.example.com/?days=7&project=green-acres

      This goes to everyone whom the project names under notify; whoever runs Lead Stats can change that.
      "
    `);
    expect(mailed[1]?.text).toMatchInlineSnapshot(`
      "Green Acres: leads are coming in again

      Over
      No primary leads from 2026-11-02 23:00 to 2026-11-04 00:00 (25 hours), against 37 expected; the chance of a gap this long is 1 in 410000.

      Exact counts.

      Look further: https://leads.example.com/?days=7&project=green-acres

      This goes to everyone whom the project names under notify; whoever runs Lead Stats can change that.
      "
    `);
    expect(posted).toHaveLength(2);
    expect(logged).toEqual([]);
  }, 60_000);

  test("what was unusual is told the next morning, where nobody was told of the silence", async () => {
    now = OUTAGE + DAY + 7.5 * HOUR;
    await sendAlerts(toOptions([ACRES]));
    expect(mailed).toEqual([]);
    now += HOUR / 2;
    await sendAlerts(toOptions([ACRES]));
    expect(mailed[0]?.text).toMatchInlineSnapshot(`
      "Green Acres: something unusual yesterday

      Unusual, up to yesterday
      Chance alone rarely makes such a day; compared with the weeks before.
      - On 2026-11-03, 0 primary leads came, against 19 to 80 expected (chance less than 1 in a million).
      - source "google": On 2026-11-03, 0 primary leads came, against 6 to 32 expected (chance 1 in 28000).
      - source "facebook": On 2026-11-03, 0 primary leads came, against 4 to 21 expected (chance 1 in 8600).

      Exact counts.

      Look further: https://leads.example.com/?days=7&project=green-acres

      This goes to everyone whom the project names under notify; whoever runs Lead Stats can change that.
      "
    `);
  });

  test("two weeks of every project: what was planted in them, and nothing else", async () => {
    for (now = at("2026-11-01T08:00"); now < at("2026-11-15T00:00"); now += DAY)
      await sendAlerts(toOptions(PROJECTS));
    expect(
      mailed.map(({ text }) => text.split("\n").filter((line) => /^[A-Z].*: |^- /.test(line))),
    ).toMatchInlineSnapshot(`
      [
        [
          "Green Acres Residences: something unusual yesterday",
          "- On 2026-11-03, 0 primary leads came, against 19 to 80 expected (chance less than 1 in a million).",
          "- source "google": On 2026-11-03, 0 primary leads came, against 6 to 32 expected (chance 1 in 28000).",
          "- source "facebook": On 2026-11-03, 0 primary leads came, against 4 to 21 expected (chance 1 in 8600).",
          "Look further: https://leads.example.com/?days=7&project=green-acres",
        ],
        [
          "Scholars Hub Coaching: something unusual yesterday",
          "- On 2026-11-03, 0 primary leads came, against 17 to 64 expected (chance less than 1 in a million).",
          "- source "google": On 2026-11-03, 0 primary leads came, against 4 to 27 expected (chance 1 in 3600).",
          "Look further: https://leads.example.com/?days=7&project=scholars-hub",
        ],
        [
          "Bright Smile Dental Clinics: something unusual yesterday",
          "- On 2026-11-03, 0 primary leads came, against 12 to 51 expected (chance 1 in 940000).",
          "- source "google": On 2026-11-03, 0 primary leads came, against 6 to 32 expected (chance 1 in 15000).",
          "Look further: https://leads.example.com/?days=7&project=bright-smile",
        ],
        [
          "Bright Smile Dental Clinics: something unusual yesterday",
          "- On 2026-11-12, 104 primary leads came, against 10 to 49 expected (chance less than 1 in a million).",
          "- source "direct": On 2026-11-12, 82 primary leads came, against 0 to 10 expected (chance less than 1 in a million).",
          "Look further: https://leads.example.com/?days=7&project=bright-smile",
        ],
      ]
    `);
    expect(logged).toEqual([]);
  }, 120_000);
});

/** An anomaly of a day, or a silence. */
function toAnomaly(given: Partial<Anomaly> = {}): Anomaly {
  return {
    kind: "bot_share",
    labels: { source: "clickbay" },
    from: "2026-11-22T00:00:00+05:30",
    to: "2026-11-23T00:00:00+05:30",
    direction: "up",
    observed: 40,
    of: 50,
    expected: { value: 0.1, low: 0, high: 0.3 },
    chance: 0.0001,
    sentence: "40 of 50 were bots.",
    ...given,
  };
}
const SILENCE = toAnomaly({
  kind: "drought",
  labels: null,
  from: "2026-11-23T01:00:00+05:30",
  to: null,
  sentence: "No primary leads since 2026-11-23 01:00.",
});

/** What is found now and what of yesterday, whatever is asked besides. */
function toInsights(found: { today?: Anomaly[]; yesterday?: Anomaly[] }): DigestOptions["insights"] {
  return {
    ...desk.insights,
    anomalies: async (raw, principal) => {
      const answer = await empty(principal);
      return { ...answer, anomalies: ("period" in (raw as object) ? found.yesterday : found.today) ?? [] };
    },
  };
}
let answered: ReturnType<DigestOptions["insights"]["anomalies"]> | undefined;
function empty(principal: Parameters<DigestOptions["insights"]["anomalies"]>[1]) {
  answered ??= desk.insights.anomalies({ period: "today" }, principal);
  return answered;
}

const run = (found: Parameters<typeof toInsights>[0], given: Partial<DigestOptions> = {}) =>
  sendAlerts(toOptions([ACRES], { insights: toInsights(found), ...given }));

describe("an alert goes out", () => {
  test("once for a silence, and again for the next one", async () => {
    for (let hour = 0; hour < 40; hour++, now += HOUR) await run({ today: [SILENCE] });
    expect(mailed).toHaveLength(1);
    await run({ today: [{ ...SILENCE, from: "2026-11-25T01:00:00+05:30" }] });
    expect(mailed).toHaveLength(2);
  });

  test("once for what lasts, and again for what comes back after a week", async () => {
    for (let day = 0; day < 20; day++, now += DAY) await run({ yesterday: [toAnomaly()] });
    expect(mailed).toHaveLength(1);
    for (let day = 0; day < 8; day++, now += DAY) await run({});
    await run({ yesterday: [toAnomaly()] });
    expect(mailed).toHaveLength(2);
  });

  test("for another segment, kind or direction by itself", async () => {
    await run({ yesterday: [toAnomaly()] });
    now += DAY;
    await run({ yesterday: [toAnomaly({ labels: { source: "google" } })] });
    now += DAY;
    await run({
      yesterday: [toAnomaly({ kind: "volume" }), toAnomaly({ kind: "volume", direction: "down" })],
    });
    expect(mailed).toHaveLength(3);
    expect(mailed[2]?.text.match(/were bots/g)).toHaveLength(2);
  });

  test("at night for a silence, and from eight on for a day", async () => {
    now = at("2026-11-23T03:00");
    const found = { today: [SILENCE], yesterday: [toAnomaly()] };
    await run(found);
    expect(mailed.map(({ text }) => [text.includes("Silent now"), text.includes("yesterday")])).toEqual([
      [true, false],
    ]);
    now = at("2026-11-23T08:00");
    await run(found);
    expect(mailed.map(({ subject }) => subject)).toEqual([
      "Green Acres: no leads are coming in",
      "Green Acres: something unusual yesterday",
    ]);
  });

  test("not for the low day of a source whose silence was told", async () => {
    const silence = { ...SILENCE, labels: { source: "google" }, from: "2026-11-22T01:00:00+05:30" };
    now = at("2026-11-22T20:00");
    await run({ today: [silence] });
    now = at("2026-11-23T08:00");
    const low = toAnomaly({ kind: "volume", direction: "down", labels: { source: "google" } });
    await run({ today: [{ ...silence, to: "2026-11-23T04:00:00+05:30" }], yesterday: [low] });
    expect(mailed.map(({ subject }) => subject)).toEqual([
      "Green Acres: some leads have stopped coming in",
      "Green Acres: some leads are coming in again",
    ]);
    now += DAY;
    await run({ yesterday: [low] });
    expect(mailed).toHaveLength(3);
  });

  test("not for a source's silence when everything was silent and is no more", async () => {
    await run({ today: [SILENCE] });
    now += HOUR;
    const source = { ...SILENCE, labels: { source: "google" } };
    await run({ today: [{ ...SILENCE, to: "2026-11-23T09:00:00+05:30" }, source] });
    expect(mailed.map(({ subject }) => subject)).toEqual([
      "Green Acres: no leads are coming in",
      "Green Acres: leads are coming in again",
    ]);
    expect(mailed[1]?.text).not.toContain("google");
  });

  test("once for the end of a silence that was told, and again when nobody took it", async () => {
    await run({ today: [SILENCE] });
    const over = { ...SILENCE, to: "2026-11-23T09:00:00+05:30" };
    const couriers = { fetch: async () => new Response("", { status: 500 }) };
    await run({ today: [over] }, { couriers });
    for (let turn = 0; turn < 5; turn++, now += HOUR) await run({ today: [over] });
    expect(mailed.map(({ subject }) => subject)).toEqual([
      "Green Acres: no leads are coming in",
      "Green Acres: leads are coming in again",
    ]);
  });

  test("not for a silence that is over and was not told", async () => {
    const over = { ...SILENCE, to: "2026-11-23T04:00:00+05:30" };
    await run({ today: [over], yesterday: [over] });
    expect(mailed).toEqual([]);
  });

  test("once, although nobody took a later one", async () => {
    await run({ yesterday: [toAnomaly()] });
    now += DAY;
    const found = { today: [SILENCE], yesterday: [toAnomaly()] };
    await run(found, { couriers: { fetch: async () => new Response("", { status: 500 }) } });
    await run(found);
    const parts = mailed.map(({ text }) => [text.includes("were bots"), text.includes("Silent now")]);
    expect(parts).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test("of a day after one question, however often the clock asks", async () => {
    const asked: boolean[] = [];
    const insights: DigestOptions["insights"] = {
      ...desk.insights,
      anomalies: (raw, principal) => {
        asked.push("period" in (raw as object));
        return toInsights({}).anomalies(raw, principal);
      },
    };
    for (let turn = 0; turn < 3; turn++, now += HOUR / 2) await sendAlerts(toOptions([ACRES], { insights }));
    expect(asked).toEqual([false, true, false, false]);
  });

  test("again with the next run when nobody took it", async () => {
    const couriers = { fetch: async () => new Response("", { status: 500 }) };
    await run({ today: [SILENCE], yesterday: [toAnomaly()] }, { couriers });
    expect(logged).toEqual([
      {
        event: "alert_not_delivered",
        detail: { project: ACRES.id, way: "slack", error: "answered with 500" },
      },
      {
        event: "alert_not_delivered",
        detail: {
          project: ACRES.id,
          way: "mail",
          error: "mail is not set up: EMAIL and BRIEF_FROM",
        },
      },
    ]);
    now += HOUR / 2;
    await run({ today: [SILENCE], yesterday: [toAnomaly()] });
    expect(mailed[0]?.text).toContain("Silent now");
    expect(mailed[0]?.text).toContain("40 of 50");
  });

  test("only to those who want it and can be reached; the others cost no question", async () => {
    const { notify: _, ...nobody } = ACRES;
    const deaf = { ...ACRES, notify: { ...ACRES.notify, alerts: false } };
    const mute = { ...ACRES, notify: { emails: ["jane@example.com"] } };
    const insights = { ...desk.insights, anomalies: () => Promise.reject(new Error("asked")) };
    const { fetch } = toOptions([]).couriers;
    await sendAlerts(toOptions([nobody, deaf, mute], { insights, couriers: { fetch } }));
    expect(logged).toEqual([]);
  });

  test("for the others when one project cannot be judged", async () => {
    const other = { ...ACRES, id: "skyline", name: "Skyline" };
    const { anomalies } = toInsights({ today: [SILENCE] });
    const insights: DigestOptions["insights"] = {
      ...desk.insights,
      anomalies: (raw, principal) =>
        principal.projects.includes(ACRES.id)
          ? Promise.reject(new Problem("internal", "Something is wrong with this one."))
          : anomalies(raw, principal),
    };
    await sendAlerts(toOptions([ACRES, other], { insights }));
    expect(mailed.map(({ subject }) => subject)).toEqual(["Skyline: no leads are coming in"]);
    expect(logged).toMatchObject([{ event: "alert_not_made", detail: { project: ACRES.id } }]);
  });

  test("to nobody while the store is down, and only one project asks it", async () => {
    let asked = 0;
    const insights: DigestOptions["insights"] = {
      ...desk.insights,
      anomalies: () => {
        asked += 1;
        return Promise.reject(new Problem("statistics_unavailable", "The store did not answer."));
      },
    };
    await sendAlerts(toOptions(PROJECTS, { insights }));
    expect([asked, logged.length, mailed]).toEqual([1, 1, []]);
  });

  test("about everything first, and about five segments at most", async () => {
    const segments = Array.from({ length: 8 }, (_, at) => toAnomaly({ labels: { source: `s${at}` } }));
    await run({ yesterday: [...segments, toAnomaly({ labels: null, sentence: "Too few leads came." })] });
    const lines = mailed[0]?.text.split("\n").filter((line) => line.startsWith("- "));
    expect(lines).toEqual([
      "- Too few leads came.",
      ...["s0", "s1", "s2", "s3", "s4"].map((source) => `- source "${source}": 40 of 50 were bots.`),
      "- And 3 more.",
    ]);
  });

  test("not from an answer that was kept while the store is down: it would be silent since then", async () => {
    const { anomalies } = toInsights({ today: [SILENCE] });
    const warning = { code: "stale" as const, message: "As of an hour ago." };
    const toStale = (isStale: (raw: object) => boolean): DigestOptions["insights"] => ({
      ...desk.insights,
      anomalies: async (raw, principal) => {
        const answer = await anomalies(raw, principal);
        if (!isStale(raw as object)) return answer;
        return { ...answer, quality: { ...answer.quality, warnings: [warning] } };
      },
    });
    await run({}, { insights: toStale((raw) => !("period" in raw)) });
    await run({}, { insights: toStale((raw) => "period" in raw) });
    expect(mailed).toEqual([]);
    expect(logged).toMatchObject([{ event: "alert_not_made" }, { event: "alert_not_made" }]);
  });

  test("not at all where it cannot be remembered, rather than every half hour", async () => {
    const sent = { ...toOptions([]).sent, put: () => Promise.reject(new Error("KV is down")) };
    await run({ today: [SILENCE] }, { sent });
    expect([posted, mailed]).toEqual([[], []]);
    expect(logged).toMatchObject([{ event: "alert_not_made" }]);
  });

  test("although what is remembered cannot be read", async () => {
    memory.set("alert/green-acres", "{");
    await run({ today: [SILENCE] });
    expect(mailed).toHaveLength(1);
  });

  test("to nobody while nobody knows where it would lead, and is not forgotten", async () => {
    await run({ today: [SILENCE] }, { publicUrl: "" });
    expect(logged).toMatchObject([{ event: "alert_not_made" }]);
    await run({ today: [SILENCE] });
    expect(mailed).toHaveLength(1);
  });

  test("for every one of many projects, in turn", async () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ ...ACRES, id: `p${index}`, name: `P${index}` }));
    const insights = toInsights({ today: [SILENCE] });
    for (let turn = 0; turn < 5; turn++, now += HOUR / 2) await sendAlerts(toOptions(many, { insights }));
    expect(new Set(mailed.map(({ subject }) => subject)).size).toBe(50);
    expect(mailed).toHaveLength(50);
  });
});

test("labels stand in quotes and link to nothing", async () => {
  await run({ yesterday: [toAnomaly({ labels: { source: "Ignore this.\nSee https://evil.example/x" } })] });
  expect(mailed[0]?.text).toContain(
    '- source "Ignore this[.]See https[:]//evil[.]example/x": 40 of 50 were bots.',
  );
});
