import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../evals/desk.ts";
import type { Brief } from "../src/digest/brief.ts";
import { sendDueBriefs } from "../src/digest/briefs.ts";
import type { DigestOptions } from "../src/digest/options.ts";
import { toSlackMessage, toText } from "../src/digest/render.ts";
import { Problem } from "../src/domain/errors.ts";
import type { Project } from "../src/domain/project.ts";
import { withFindings } from "../src/insights/findings/findings.ts";
import { createSentMemory } from "./sent-memory.ts";

const MONDAY_8 = Date.parse("2026-11-23T08:00:00+05:30");
const HALF_HOUR = 1_800_000;
const URL_A = "https://hooks.slack.com/services/T0/B0/a";
const HUB: Project = {
  id: "scholars-hub",
  name: "Scholars Hub",
  timezone: "Asia/Kolkata",
  notify: { slackUrl: URL_A, emails: ["jane@example.com", "asha@example.com"] },
};

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(MONDAY_8, "https://leads.example.com");
}, 120_000);
afterAll(() => desk.close());

let now: number;
let posted: { url: string; body: string }[];
let mailed: { to: string; subject: string; text: string }[];
let logged: { event: string; detail: unknown }[];
let sent: Map<string, string>;
beforeEach(() => {
  now = MONDAY_8;
  [posted, mailed, logged, sent] = [[], [], [], new Map()];
});

const toOptions = (projects: readonly Project[], given: Partial<DigestOptions> = {}): DigestOptions => ({
  statistics: withFindings(desk.statistics, () => MONDAY_8),
  insights: desk.insights,
  projects: { list: async () => projects },
  ...createSentMemory(sent, () => now),
  couriers: {
    fetch: async (url, { body }) => {
      posted.push({ url, body: String(body) });
      return new Response("ok");
    },
    mail: async (to, subject, text) => mailed.push({ to, subject, text }),
  },
  timezone: "Asia/Kolkata",
  publicUrl: "https://leads.example.com",
  now: () => now,
  log: (event, detail) => void logged.push({ event, detail }),
  ...given,
});

test("a brief tells the week in the answers' own sentences", async () => {
  await sendDueBriefs(toOptions([HUB]));
  expect(mailed[0]?.subject).toBe("Scholars Hub: leads from 2026-11-16 to 2026-11-22");
  expect(mailed[0]?.text).toMatchInlineSnapshot(`
    "Scholars Hub: leads from 2026-11-16 to 2026-11-22

    The week
    377 events in one project from 2026-11-16 to 2026-11-22 (Asia/Kolkata): 289 primary leads, 44 follow-ups, 4 tests, 9 blocked submissions, 31 bots. That is 5 primary leads more than in the period before (+2 %): between the two alone no clear change, given normal day-to-day variation.
    - source "clickbay": One source, from 2026-10-26 to 2026-11-22: 44 good leads in 185 submissions, so 20 % to 31 % is to be expected, against 91 % elsewhere: at the rate elsewhere, a fifth of its submissions would bring about 6 more good leads a week.

    What changed, 2026-11-16 to 2026-11-22
    Primary leads in one project went from 284 to 289 (7 whole days against 7 before): no clear change, given normal day-to-day variation. No value of the dimensions looked at moved by more than chance.

    Where to focus, 2026-10-26 to 2026-11-22
    9 segments compared in one project: 6 to scale and 1 to fix. For the first of them: at the rate elsewhere, a fifth of its submissions would bring about 6 more good leads a week (5 to 7.1).
    - source "clickbay": fix: 44 good leads in 185 submissions, so 20 % to 31 % is to be expected, against 91 % elsewhere: at the rate elsewhere, a fifth of its submissions would bring about 6 more good leads a week.
    - source "google": scale: 383 good leads in 424 submissions, so 88 % to 93 % is to be expected, against 75 % elsewhere: at its rate, as many submissions elsewhere as a fifth of its own would bring about 3.2 more good leads a week.
    - source "instagram": scale: 187 good leads in 205 submissions, so 87 % to 94 % is to be expected, against 78 % elsewhere: at its rate, as many submissions elsewhere as a fifth of its own would bring about 1.3 more good leads a week.

    Lead quality, 2026-10-26 to 2026-11-22
    1324 events in one project, including 987 primary leads: 11 % bots among all events, 2.8 % blocked submissions among all events, 5.2 % suspicious among primary leads, 5 % suspected VPN among primary leads, 13 % follow-ups among primary leads and follow-ups; 4 values stand out.
    - utm_campaign "sh-display-prospecting": bots among all events: 112 of 190, so at least 52 % is to be expected, against 2.4 % elsewhere. Pause or renegotiate what is bought here, and require the form token or Turnstile on the pages it leads to.
    - source "clickbay": blocked submissions among all events: 23 of 190, so at least 7.4 % is to be expected, against 1.3 % elsewhere. These are kept out of the leads already; stop paying for the traffic that brings them.

    What to expect
    Expected primary leads in one project: 40 (29 to 63) in the next day, 259 (207 to 367) in the next week, 1036 (908 to 1200) in the next month; ranges are meant to hold 80 % of the time, but so far the one for a week held 41 of 62 times.
    - From 2026-11-24 to 2026-11-30: 259, between 207 and 367.

    Exact counts.

    Look further: https://leads.example.com/?period=last_week&project=scholars-hub

    This goes to everyone whom the project names under notify; whoever runs Lead Stats can change that.
    "
  `);
  expect(mailed.map(({ to }) => to)).toEqual(["jane@example.com", "asha@example.com"]);
  expect(posted.map(({ url }) => url)).toEqual([URL_A]);
  expect(JSON.parse(posted[0]?.body ?? "").blocks[0].text.text).toBe(mailed[0]?.subject);
  expect(logged).toEqual([]);
});

describe("a brief goes out", () => {
  test("once a week, however often the clock asks", async () => {
    for (let run = 0; run < 4; run++) {
      await sendDueBriefs(toOptions([HUB]));
      now += HALF_HOUR;
    }
    expect(posted).toHaveLength(1);
    now = MONDAY_8 + 7 * 86_400_000;
    await sendDueBriefs(toOptions([HUB]));
    expect(posted).toHaveLength(2);
  });

  test("on Monday from eight by the project's own clock, and not before", async () => {
    const dubai = { ...HUB, timezone: "Asia/Dubai" };
    await sendDueBriefs(toOptions([dubai]));
    expect(posted).toEqual([]);
    now += 3 * HALF_HOUR;
    await sendDueBriefs(toOptions([dubai]));
    expect(posted).toHaveLength(1);
  });

  test("only for projects that named somebody; the others cost no question", async () => {
    const { notify: _, ...quiet } = HUB;
    const statistics = { summary: () => Promise.reject(new Error("asked")) };
    await sendDueBriefs(toOptions([quiet, { ...quiet, notify: { emails: [] } }], { statistics }));
    expect([posted, mailed, logged]).toEqual([[], [], []]);
  });

  test("to everyone else when one cannot be reached, and the log names no address", async () => {
    const mail = async (to: string, subject: string, text: string) => {
      if (to.startsWith("jane")) throw new Error(`destination ${to} is not verified`);
      mailed.push({ to, subject, text });
    };
    const fetch = async () => new Response("no_service", { status: 404 });
    await sendDueBriefs(toOptions([HUB], { couriers: { fetch, mail } }));
    expect(mailed.map(({ to }) => to)).toEqual(["asha@example.com"]);
    expect(logged).toEqual([
      { event: "brief_not_delivered", detail: { project: HUB.id, way: "slack", error: "answered with 404" } },
      { event: "brief_not_delivered", detail: { project: HUB.id, way: "mail", error: "Error" } },
    ]);
    expect(sent.size).toBe(1);
  });

  test("to no other address than the one that was named", async () => {
    const asked: RequestInit[] = [];
    const fetch = async (_: string, init: RequestInit) => {
      asked.push(init);
      return new Response(null, { status: 302, headers: { location: "https://evil.example/" } });
    };
    await sendDueBriefs(toOptions([HUB], { couriers: { fetch } }));
    expect(asked.map(({ redirect }) => redirect)).toEqual(["manual"]);
    expect(logged).toContainEqual({
      event: "brief_not_delivered",
      detail: { project: HUB.id, way: "slack", error: "answered with 302" },
    });
  });

  test("again half an hour later when nobody took it", async () => {
    const fetch = async () => new Response("", { status: 500 });
    const slackOnly = { ...HUB, notify: { slackUrl: URL_A } };
    await sendDueBriefs(toOptions([slackOnly], { couriers: { fetch } }));
    expect(sent.size).toBe(0);
    now += HALF_HOUR;
    await sendDueBriefs(toOptions([slackOnly]));
    expect(posted).toHaveLength(1);
  });

  test("without what could not be worked out, and says so; not without its numbers", async () => {
    const fail = () => Promise.reject(new Problem("statistics_unavailable", "The store did not answer."));
    const insights = { ...desk.insights, focus: fail, quality: fail };
    await sendDueBriefs(toOptions([HUB], { insights }));
    expect(mailed[0]?.text.match(/could not be worked out/g)).toHaveLength(2);
    sent.clear();
    posted = [];
    await sendDueBriefs(toOptions([HUB], { statistics: { summary: fail } }));
    expect(posted).toEqual([]);
    expect(sent.size).toBe(0);
    expect(logged).toMatchObject([{ event: "brief_not_made", detail: { project: HUB.id } }]);
  });

  test("not at all where it cannot be remembered, rather than every half hour", async () => {
    const broken = { ...toOptions([]).sent, put: () => Promise.reject(new Error("KV is down")) };
    await sendDueBriefs(toOptions([HUB], { sent: broken }));
    expect([posted, mailed]).toEqual([[], []]);
    expect(logged).toMatchObject([{ event: "brief_not_made" }]);
  });

  test("to those it can reach, however many others name only mail where mail is not set up", async () => {
    const mute = Array.from({ length: 30 }, (_, index) => ({
      ...HUB,
      id: `mute-${index}`,
      notify: { emails: ["jane@example.com"] },
    }));
    const options = toOptions([...mute, HUB]);
    const { fetch } = options.couriers;
    await sendDueBriefs({ ...options, couriers: { fetch } });
    expect(posted).toHaveLength(1);
    expect(logged.filter(({ event }) => event === "brief_not_delivered")).toHaveLength(32);
  });

  test("for many projects in several runs", async () => {
    const many = Array.from({ length: 25 }, (_, index) => ({
      ...HUB,
      id: `p${index}`,
      notify: { slackUrl: URL_A },
    }));
    await sendDueBriefs(toOptions(many));
    expect(posted).toHaveLength(20);
    now += HALF_HOUR;
    await sendDueBriefs(toOptions(many));
    expect(posted).toHaveLength(25);
    expect(new Set(sent.keys()).size).toBe(25);
  });
});

test("nothing that a stranger wrote is a mention, a link or a format", () => {
  const label = '<!channel> *bold* <https://evil.example.com|click> "quoted"';
  const brief: Brief = {
    title: "Tom & Co <b>: leads",
    parts: [{ heading: "The week", lines: [{ labels: { source: label }, sentence: "brought most." }] }],
    notes: ["Exact counts."],
    link: "https://leads.example.com/?period=last_week&project=acme",
  };
  const message = toSlackMessage(brief) as {
    text: string;
    blocks: { text?: { type: string; text: string } }[];
  };
  expect(message.text).toBe("Tom &amp; Co &lt;b&gt;: leads");
  const formatted = message.blocks
    .filter(({ text }) => text?.type === "mrkdwn")
    .map(({ text }) => text?.text);
  expect(formatted).toEqual([`<${brief.link}|Look further>`]);
  const text = toText(brief);
  expect(text).toContain("https[:]//evil[.]example[.]com");
  expect(text.match(/https?:\/\/\S+/g)).toEqual([brief.link]);
});

test("what is invisible in a label, or long, is not in a brief", () => {
  const line = {
    labels: { source: `a\u202Eb\u0007\u3164\u2800\uFE0F${"c".repeat(200)}` },
    sentence: "brought most.",
  };
  const text = toText({ title: "t", parts: [{ heading: "h", lines: [line] }], notes: [], link: "l" });
  expect(text).toContain(`source "ab${"c".repeat(78)}…": brought most.`);
  const emoji = { labels: { source: `${"c".repeat(79)}🎉🎉` }, sentence: "brought most." };
  expect(toText({ title: "t", parts: [{ heading: "h", lines: [emoji] }], notes: [], link: "l" })).toContain(
    `source "${"c".repeat(79)}…": brought most.`,
  );
});

test("what is longer than Slack takes is cut off visibly", () => {
  const brief: Brief = {
    title: "t".repeat(200),
    parts: [{ heading: "The week", lines: [{ sentence: "s".repeat(4000) }] }],
    notes: [],
    link: "https://leads.example.com/",
  };
  const { blocks } = toSlackMessage(brief) as { blocks: { text?: { text: string } }[] };
  expect(blocks.map(({ text }) => text?.text.length)).toEqual([150, 3000, undefined, expect.any(Number)]);
  expect(blocks[1]?.text?.text.endsWith("…")).toBe(true);
});
