import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import type { Principal } from "../../domain/principal.ts";
import type { StatsAnswer } from "../../stats/answer.ts";
import { ORDERS } from "../../stats/request.ts";
import { createFakeInsights } from "../fake-insights.ts";
import { createFakeStatistics } from "../fake-statistics.ts";
import { INSTRUCTION_LIKE_LABELS } from "../strange-labels.ts";
import { describeData } from "./describe-data.ts";
import { getLeadStats } from "./get-lead-stats.ts";
import { getLeadSummary } from "./get-lead-summary.ts";

const principal: Principal = { keyId: "k1", role: "marketing", projects: "all" };
const SOURCES = [
  "google",
  "meta",
  "linkedin",
  "partner",
  "newsletter",
  "bing",
  "whatsapp",
  "portal",
  "walk-in",
];
const toContext = (labels: readonly string[] = SOURCES) => ({
  statistics: createFakeStatistics(labels),
  insights: createFakeInsights(),
  principal,
});

describe("get_lead_stats", () => {
  it.each(ORDERS)("ranked by %s shows it in every row", async (order) => {
    const question = { group_by: ["source"], order_by: order };
    const { structured, text } = await getLeadStats.run(question, toContext());
    for (const row of (structured as StatsAnswer).rows) expect(row).toHaveProperty(order);
    expect(text.split("\n")[2]).toContain(order);
  });

  it("shows groups as columns, each with the same counts as the structured answer", async () => {
    const { text } = await getLeadStats.run({ group_by: ["source"] }, toContext(["google", "meta"]));
    expect(text).toMatchInlineSnapshot(`
      "812 lead events in 7 days, 560 of them primary leads.
      From 2026-11-15 to before 2026-11-22, Asia/Kolkata
      source	total	primary	follow_up	bot	test	blocked	vpn_count	suspicious_count	hot_count
      google	812	722	632	542	452	362	272	182	92
      meta	812	722	632	542	452	362	272	182	92
      all	812	722	632	542	452	362	272	182	92
      Rates in % (95% interval): actual_rate 69 (66–72), bot_rate 59 (56–62), hot_rate 49 (46–52), suspicious_rate 39 (36–42), vpn_rate 29 (26–32), follow_up_rate 19 (16–22), fast_rate 9 (6–12)
      Quality: exact; last event 2026-11-21T18:03+05:30; period still open."
    `);
  });

  it("shows buckets by their date and a rate that ranks", async () => {
    const question = { group_by: ["source"], bucket: "day", order_by: "bot_rate" };
    const { text } = await getLeadStats.run(question, toContext(["google"]));
    expect(text.split("\n")[2]).toMatch(/^bucket\tsource\ttotal.*\tbot_rate %$/);
    expect(text.split("\n")[3]).toMatch(/^2026-11-15\tgoogle\t812\t.*\t59 \(56–62\)$/);
  });

  it("says how a ranking by a rate is ordered, and of no other", async () => {
    const textOf = async (question: object) =>
      (await getLeadStats.run({ ...question }, toContext(["google"]))).text;
    const said = "; ranked by the lower end of bot_rate";
    const ranked = { group_by: ["source"], order_by: "bot_rate" };
    expect((await textOf(ranked)).split("\n")[1]).toBe(
      `From 2026-11-15 to before 2026-11-22, Asia/Kolkata${said}`,
    );
    for (const other of [
      { ...ranked, order_by: "bot" },
      { order_by: "bot_rate" },
      { ...ranked, group_by: ["type"] },
    ])
      expect(await textOf(other)).not.toContain("ranked");
  });

  it("shows the period before when it was asked for", async () => {
    const { text } = await getLeadStats.run({ compare: "previous" }, toContext([]));
    expect(text).toContain("Compared with 2026-11-08 to before 2026-11-15:");
    expect(text).toContain("change\t+12");
  });

  it("shows the intervals of counts that are estimates, of rows, totals and the period before", async () => {
    const context = toContext(["google"]);
    const intervals = { total: { low: 151, high: 1109 } };
    const stats = async (raw: unknown) => {
      const answer = await toContext(["google"]).statistics.stats(raw, principal);
      const rows = answer.rows.map((row) => ({ ...row, intervals }));
      const comparison = answer.comparison && {
        ...answer.comparison,
        totals: { ...answer.comparison.totals, intervals },
      };
      return { ...answer, rows, totals: { ...answer.totals, intervals }, ...(comparison && { comparison }) };
    };
    const question = { group_by: ["source"], compare: "previous" };
    const { text } = await getLeadStats.run(question, {
      ...context,
      statistics: { ...context.statistics, stats },
    });
    for (const name of ["google", "all", "before"]) {
      expect(text).toContain(`\n${name}\t812 (151–1109)\t722\t`);
    }
  });

  it("quotes the values of filters", async () => {
    const question = { filters: [{ dimension: "city", operator: "is", values: ["Pune", "New\nDelhi"] }] };
    const { text } = await getLeadStats.run(question, toContext([]));
    expect(text.split("\n")[1]).toContain('city is "Pune" or "New Delhi"');
  });

  it("costs at most 400 tokens for ten rows of nine metrics", async () => {
    const { text } = await getLeadStats.run({ group_by: ["source"] }, toContext([...SOURCES, "(other)"]));
    expect(text.split("\n").length).toBeGreaterThan(12);
    expect(encode(text).length).toBeLessThanOrEqual(400);
  });

  it("says how it read arguments of another shape", async () => {
    const { structured, text } = await getLeadStats.run({ group_by: "campaign" }, toContext());
    expect(text).toContain('Warning: group_by was read as ["utm_campaign"].');
    expect(structured).toMatchObject({
      query: { group_by: ["utm_campaign"] },
      quality: { warnings: [{ code: "arguments_repaired" }] },
    });
  });
});

describe("get_lead_summary", () => {
  it("shows key figures, their change and the largest groups", async () => {
    const { text } = await getLeadSummary.run({}, toContext());
    expect(text).toMatchInlineSnapshot(`
      "812 lead events in 7 days, 560 of them primary leads.
      From 2026-11-15 to before 2026-11-22, Asia/Kolkata
      total	primary	follow_up	bot	test	blocked	vpn_count	suspicious_count	hot_count
      812	722	632	542	452	362	272	182	92
      Rates in % (95% interval): actual_rate 69 (66–72), bot_rate 59 (56–62), hot_rate 49 (46–52), suspicious_rate 39 (36–42), vpn_rate 29 (26–32), follow_up_rate 19 (16–22), fast_rate 9 (6–12)
      Compared with 2026-11-08 to before 2026-11-15:
      	total	primary	follow_up	bot	test	blocked	vpn_count	suspicious_count	hot_count
      before	812	722	632	542	452	362	272	182	92
      change	+12	+12	+12	+12	+12	+12	+12	+12	+12
      change %	+1.5	+1.5	+1.5	+1.5	+1.5	+1.5	+1.5	+1.5	+1.5
      verdict	no clear change	no clear change	no clear change	no clear change	no clear change	no clear change	no clear change	no clear change	no clear change
      Rates before in % (95% interval): actual_rate 69 (66–72), bot_rate 59 (56–62), hot_rate 49 (46–52), suspicious_rate 39 (36–42), vpn_rate 29 (26–32), follow_up_rate 19 (16–22), fast_rate 9 (6–12)
      project	total	primary
      pune-homes	812	722
      country	total	primary
      IN	812	722
      Finding: Primary leads rose by 12.
      Quality: exact; last event 2026-11-21T18:03+05:30; period still open."
    `);
  });
});

describe("a finding of get_lead_summary", () => {
  it.each(["partner", ...INSTRUCTION_LIKE_LABELS])(
    "shows its label %j in a cell of its own",
    async (label) => {
      const context = toContext();
      const summary = async (raw: unknown) => ({
        ...(await toContext().statistics.summary(raw, principal)),
        findings: [
          { kind: "change" as const, sentence: "One source went from 3 to 9.", labels: { source: label } },
        ],
      });
      const { text } = await getLeadSummary.run(
        {},
        { ...context, statistics: { ...context.statistics, summary } },
      );
      const shown = label.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
      expect(text).toContain(`\nFinding: One source went from 3 to 9.\nsource\t${shown}\nQuality: `);
    },
  );
});

describe("describe_data", () => {
  it("names what can be asked in fewer than 800 tokens", async () => {
    const { structured, text } = await describeData.run({}, toContext());
    expect(text.split("\n")[0]).toBe(structured.headline);
    expect(text.split("\n").slice(0, 5)).toMatchInlineSnapshot(`
      [
        "Today is 2026-11-22 in Asia/Kolkata. 812 events, from 2026-11-15 00:04 to 2026-11-21 18:03.",
        "Projects (id, name, zone):",
        "pune-homes	Pune Homes	Asia/Kolkata",
        "Dimensions:",
        "project	project id",
      ]
    `);
    expect(encode(text).length).toBeLessThanOrEqual(800);
  });
});
