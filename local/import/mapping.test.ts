import { describe, expect, test } from "vitest";
import { toMapping } from "./mapping.ts";

const map = (...pairs: [string, string][]) => new Map(pairs);
const NONE = map();
const PROJECT = map(["project", "acme"]);

describe("a mapping", () => {
  test("finds columns by name, recognises personal ones and lists the rest", () => {
    const { fates, constants } = toMapping(["Date", "Email", "utm_campaign", "Hand Raiser"], {
      map: NONE,
      set: PROJECT,
    });
    expect(Object.fromEntries(fates)).toMatchInlineSnapshot(`
      {
        "Date": {
          "kind": "target",
          "target": "timestamp",
        },
        "Email": {
          "kind": "personal",
          "trait": "email",
        },
        "Hand Raiser": {
          "kind": "unknown",
        },
        "utm_campaign": {
          "kind": "target",
          "target": "utm_campaign",
        },
      }
    `);
    expect(Object.fromEntries(constants)).toEqual({ project: "acme", event_type: "primary" });
  });

  test("prefers a column's own name to a synonym, wherever it stands", () => {
    const { fates, headers } = toMapping(["Campaign", "UTM Campaign", "Date"], { map: NONE, set: PROJECT });
    expect(headers.get("utm_campaign")).toBe("UTM Campaign");
    expect(fates.get("Campaign")).toEqual({ kind: "taken", target: "utm_campaign", by: "UTM Campaign" });
  });

  test("lets --map decide, also against the names, and leave columns out", () => {
    const options = { map: map(["campaign", "utm_content"], ["Source", "-"]), set: PROJECT };
    const { fates } = toMapping(["Campaign", "Source", "Date"], options);
    expect(fates.get("Campaign")).toEqual({ kind: "target", target: "utm_content" });
    expect(fates.get("Source")).toEqual({ kind: "left_out" });
  });

  test("lets --set replace a column", () => {
    const { fates } = toMapping(["Date", "Source"], {
      map: NONE,
      set: map(["project", "p"], ["source", "expo"]),
    });
    expect(fates.get("Source")).toEqual({ kind: "taken", target: "source", by: "--set" });
  });

  test("takes the type from the file where it has one", () => {
    const { constants, headers } = toMapping(["Date", "Lead Type"], { map: NONE, set: PROJECT });
    expect(headers.get("event_type")).toBe("Lead Type");
    expect(constants.has("event_type")).toBe(false);
    const mapped = toMapping(["Date", "Kind"], { map: map(["kind", "event_type"]), set: PROJECT });
    expect(mapped.constants.has("event_type")).toBe(false);
  });

  test.each([
    [["When"], NONE, PROJECT, 'name it with --map "COLUMN=timestamp". The file has When.'],
    [["Date"], NONE, NONE, "no column holds the project; add --project ID"],
    [["Date"], map(["Datum", "timestamp"]), PROJECT, '--map: the file has no column "Datum"; it has Date'],
    [
      ["Date", "X"],
      map(["X", "utm_campain"]),
      PROJECT,
      'no column "utm_campain". Did you mean utm_campaign? Known are',
    ],
    [["Date", "Email"], map(["Email", "cta"]), PROJECT, '--map: "Email" holds personal data by its name'],
    [["Date", "X", "Y"], map(["X", "cta"], ["Y", "cta"]), PROJECT, "--map: cta already comes from X"],
    [
      ["Date"],
      NONE,
      map(["schema_version", "2"]),
      '--set: there is no column "schema_version". Known are project,',
    ],
  ])("of %j that cannot be used is refused", (headers, given, set, message) => {
    expect(() => toMapping(headers, { map: given, set })).toThrow(message);
  });
});
