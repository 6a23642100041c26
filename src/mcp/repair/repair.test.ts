import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getLeadStats } from "../tools/get-lead-stats.ts";
import { repairInput } from "./repair.ts";

const repair = (raw: Record<string, unknown>) => repairInput(raw, getLeadStats.inputSchema);

describe("repairing arguments", () => {
  it.each([
    ["days as text", { days: "7d" }, { days: 7 }],
    ["days as people say it", { days: "last 14 days" }, { days: 14 }],
    ["weeks", { days: "2w" }, { days: 14 }],
    ["a limit as text", { limit: "5" }, { limit: 5 }],
    ["one group without its list", { group_by: "source" }, { group_by: ["source"] }],
    ["groups in one text", { group_by: "source, campaign" }, { group_by: ["source", "utm_campaign"] }],
    ["filters that are empty", { filters: {} }, { filters: [] }],
    ["a synonym of a bucket", { bucket: "daily" }, { bucket: "day" }],
    [
      "a start and an end",
      { start_date: "2026-11-01", until: "2026-11-07" },
      { from: "2026-11-01", to: "2026-11-07" },
    ],
    ["a date that is a period", { date: "yesterday" }, { period: "yesterday" }],
    ["a date that is a day", { date: "2026-11-15" }, { from: "2026-11-15", to: "2026-11-15" }],
    ["a bucket under another name", { granularity: "hourly" }, { bucket: "60min" }],
    ["a group under another name", { dimension: "campaign" }, { group_by: ["utm_campaign"] }],
    [
      "filters as an object",
      { filters: { country: ["IN", "AE"], city: "Pune" } },
      {
        filters: [
          { dimension: "country", values: ["IN", "AE"] },
          { dimension: "city", operator: "is", values: ["Pune"] },
        ],
      },
    ],
    [
      "filters as REST writes them, beside the others",
      { country: "!IN", source: "google, meta", city: '"Washington, D.C."' },
      {
        filters: [
          { dimension: "source", operator: "is", values: ["google", "meta"] },
          { dimension: "country", operator: "is_not", values: ["IN"] },
          { dimension: "city", operator: "is", values: ["Washington, D.C."] },
        ],
      },
    ],
    [
      "filters as REST writes them, as an object",
      { filters: { utm_campaign: "~diwali", campaign: "!a,b" } },
      {
        filters: [
          { dimension: "utm_campaign", operator: "contains", values: ["diwali"] },
          { dimension: "utm_campaign", operator: "is_not", values: ["a", "b"] },
        ],
      },
    ],
    [
      "a value of a condition as it is written",
      { filters: { dimension: "city", value: "Washington, D.C." } },
      { filters: [{ dimension: "city", values: ["Washington, D.C."] }] },
    ],
    [
      "one filter without its list",
      { filters: { dimension: "campaign", operator: "contains", value: "diwali" } },
      { filters: [{ dimension: "utm_campaign", operator: "contains", values: ["diwali"] }] },
    ],
    [
      "an operator as other languages write it",
      { filters: [{ dimension: "city", operator: "!=", values: ["Pune"] }] },
      { filters: [{ dimension: "city", operator: "is_not", values: ["Pune"] }] },
    ],
    [
      "a dimension as a parameter of its own",
      { project: "pune-homes", filters: [{ dimension: "country", values: ["IN"] }] },
      {
        filters: [
          { dimension: "country", values: ["IN"] },
          { dimension: "project", operator: "is", values: ["pune-homes"] },
        ],
      },
    ],
  ])("understands %s and says so", (_, raw, input) => {
    const draft = repair(raw);
    expect(draft.input).toEqual(input);
    expect(draft.notes).not.toEqual([]);
  });

  it("reads a list sent as JSON text", () => {
    expect(repair({ group_by: '["city"]' })).toEqual({ input: { group_by: ["city"] }, notes: [] });
  });

  it("drops what a client sends for nothing", () => {
    expect(repair({ timezone: "", from: null, days: 7 })).toEqual({ input: { days: 7 }, notes: [] });
  });

  it.each([
    ["a misspelt word", { group_by: ["sorce"] }],
    ["an unknown parameter", { colour: "red" }],
    ["two names of the same", { from: "2026-11-01", since: "2026-11-02" }],
    ["a number that is none", { days: "soon" }],
    ["days where there are none", { limit: "10days" }],
    ["filters that cannot be read", { filters: 5 }],
    ["a prototype name", { bucket: "constructor" }],
  ])("leaves %s for the core to refuse", (_, raw) => {
    expect(repair(raw)).toEqual({ input: raw, notes: [] });
  });

  it("changes nothing in a second pass, whatever it is given", () => {
    const word = fc.oneof(fc.constantFrom("source", "campaign", "daily", "7d", "none"), fc.string());
    const value = fc.oneof(word, fc.integer(), fc.array(word), fc.dictionary(word, word), fc.constant(null));
    const names = ["date", "since", "days", "limit", "bucket", "group_by", "filters", "country", "compare"];
    const raw = fc.dictionary(fc.constantFrom(...names), value);
    fc.assert(
      fc.property(raw, (given) => {
        const once = repair(given);
        expect(repair(once.input)).toEqual({ input: once.input, notes: [] });
      }),
    );
  });

  it("invents no parameter that the tool does not have", () => {
    const schema = { properties: { timezone: { type: "string" } } };
    const input = { project: "pune-homes", since: "2026-11-01" };
    expect(repairInput(input, schema)).toEqual({ input, notes: [] });
  });
});
