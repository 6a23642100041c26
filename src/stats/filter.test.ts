import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toStoredLabel } from "../domain/data-point.ts";
import { BLOB_COLUMNS, DIMENSIONS } from "../domain/dataset.ts";
import { toLabel } from "../domain/label.ts";
import { STATS_ANSWER } from "./answer.ts";
import { ADMIN, createFakeStatistics, toProblem } from "./fake-statistics.ts";
import type { Operator } from "./request.ts";

async function askFor(dimension: string, operator: Operator, ...values: string[]) {
  const { engine, statistics } = createFakeStatistics();
  const answer = await statistics.stats({ filters: [{ dimension, operator, values }] }, ADMIN);
  expect(STATS_ANSWER.parse(answer)).toEqual(answer);
  const sql = engine.statements[0] ?? "";
  return {
    where: sql.slice(sql.indexOf(" AND timestamp < ") + 39, sql.indexOf(" GROUP BY")),
    values: answer.query.filters[0]?.values,
  };
}

const refusalOf = (dimension: string, operator: Operator, ...values: string[]) =>
  toProblem(createFakeStatistics().statistics.stats({ filters: [{ dimension, operator, values }] }, ADMIN));

describe("a value is found under the spelling it was sent in", () => {
  test.each([
    ["source", "is", "Google", " AND blob2 IN ('google')", "google"],
    ["source", "is_not", "GOOGLE", " AND NOT (blob2 IN ('google'))", "google"],
    ["source", "contains", "OOgle", " AND position('oogle' IN lowerUTF8(blob2)) > 0", "oogle"],
    ["country", "is", "in", " AND blob16 IN ('IN')", "IN"],
    ["country", "is", "India", " AND blob16 IN ('IN')", "IN"],
    ["country", "is_not", "uk", " AND NOT (blob16 IN ('GB'))", "GB"],
    ["country", "is", "United Arab Emirates", " AND blob16 IN ('AE')", "AE"],
    ["country", "is", "Atlantis", " AND blob16 IN ('ATLANTIS')", "ATLANTIS"],
    ["country", "contains", "i", " AND position('i' IN lowerUTF8(blob16)) > 0", "I"],
    ["project", "is", "Acme", " AND index1 IN ('acme')", "acme"],
    ["reason", "is", "Honeypot", " AND blob19 IN ('honeypot')", "honeypot"],
    ["utm_source", "is", "Google", " AND blob10 IN ('Google')", "Google"],
  ] as const)("%s %s %s", async (dimension, operator, value, where, echoed) => {
    expect(await askFor(dimension, operator, value)).toEqual({ where, values: [echoed] });
  });

  test.each(["J\u030C", "İstanbul", "(Other)", "(Unknown)", "ÇA VA"])("%s as a source", (text) => {
    const stored = toStoredLabel("source", text);
    expect([toLabel(stored), toStoredLabel("source", stored)]).toEqual([stored, stored]);
    expect(stored).not.toMatch(/^\(/);
  });

  test("a stored label is found as itself, in whatever way it was spelt", () => {
    const word = fc.constantFrom(
      "türkıye",
      "Côte d'Ivoire",
      "uk",
      "ß",
      "ﬁ",
      "u.s.a.",
      "são tomé & príncipe",
      "in",
    );
    const text = fc.oneof(
      word,
      fc.string({ unit: "binary" }),
      fc.tuple(word, fc.string()).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(fc.constantFrom(...BLOB_COLUMNS), text, (column, given) => {
        const stored = toStoredLabel(column, toLabel(given));
        expect([toLabel(stored), toStoredLabel(column, stored)]).toEqual([stored, stored]);
      }),
      { numRuns: 5000 },
    );
  });
});

test.each([
  ["utm_campaign", 200],
  ["referer", 500],
])("a %s longer than %i characters is found as it is stored", async (dimension, stored) => {
  const text = "x".repeat(stored + 60);
  for (const operator of ["is", "contains"] as const) {
    const { where, values } = await askFor(dimension, operator, text);
    expect(where).toContain(`'${"x".repeat(stored)}'`);
    expect(values).toEqual(["x".repeat(stored)]);
  }
});

describe("a closed set", () => {
  test.each([
    ["device", "is", "Mobile", " AND blob8 IN ('mobile')", ["mobile"]],
    ["engagement", "is_not", "very hot", " AND NOT (blob15 IN ('Very Hot'))", ["Very Hot"]],
    ["channel", "contains", "PAID", " AND position('paid' IN lowerUTF8(blob7)) > 0", ["PAID"]],
    ["channel", "is", "(unknown)", " AND blob7 IN ('')", ["(unknown)"]],
    ["type", "is", "Primary", " AND blob20 IN ('primary')", ["primary"]],
  ] as const)("%s %s %s is matched without regard to case", async (dimension, operator, value, ...found) => {
    expect(await askFor(dimension, operator, value)).toEqual({ where: found[0], values: found[1] });
  });

  test.each([
    ["type", "is", "spam"],
    ["type", "is", "(unknown)"],
    ["type", "contains", "spam"],
    ["device", "is", "phone"],
    ["engagement", "is_not", "boiling"],
    ["channel", "is", "paid"],
    ["channel", "contains", "pigeon"],
  ] as const)("%s %s %s is refused with what is allowed", async (dimension, operator, value) => {
    const { code, errors } = await refusalOf(dimension, operator, value);
    const { values = [] } = DIMENSIONS.find(({ name }) => name === dimension) ?? {};
    expect(code).toBe("invalid_parameter");
    expect(errors[0]).toMatchObject({ field: "filters.0.values", message: `"${value}" is not allowed here` });
    expect(errors[0]?.allowed).toEqual(dimension === "type" ? values : [...values, "(unknown)"]);
  });

  test("suggests the nearest", async () => {
    expect((await refusalOf("type", "is", "bots")).errors[0]?.didYouMean).toBe("bot");
  });
});

test("conditions that leave no event type are refused", async () => {
  const { errors, message } = await refusalOf(
    "type",
    "is_not",
    "primary",
    "follow_up",
    "test",
    "blocked",
    "bot",
  );
  expect(message).toMatchInlineSnapshot(`"type: the conditions leave no event type"`);
  expect(errors[0]).toMatchObject({ field: "type" });
});

describe("several conditions on one dimension", () => {
  const ask = (...filters: { dimension: string; operator: Operator; values: string[] }[]) => {
    const { engine, statistics } = createFakeStatistics();
    return statistics.stats({ filters }, ADMIN).then(() => engine.statements[0] ?? "");
  };
  const country = (operator: Operator, ...values: string[]) => ({ dimension: "country", operator, values });

  test("are refused when nothing can meet them all", async () => {
    const { errors } = await toProblem(ask(country("is", "IN"), country("is", "AE")));
    expect(errors).toEqual([
      {
        field: "country",
        message: "no event meets all of these conditions; for any of several values name them in one",
      },
    ]);
    for (const impossible of [
      [country("is", "IN", "AE"), country("is", "AE", "US"), country("is", "US", "IN")],
      [country("is", "IN", "AE"), country("is_not", "AE"), country("is_not", "india")],
      [country("is_not", "IN"), country("is", "IN")],
    ])
      expect(await toProblem(ask(...impossible))).toMatchObject({ code: "invalid_parameter", errors });
  });

  test("count all of them otherwise", async () => {
    const sql = await ask(country("is", "India", "AE"), country("is", "ae", "US"), country("is_not", "GB"));
    expect(sql).toContain("blob16 IN ('IN', 'AE') AND blob16 IN ('AE', 'US') AND NOT (blob16 IN ('GB'))");
    await ask(country("is", "IN", "AE"), country("is_not", "IN"));
    await ask(country("is", "IN"), country("contains", "A")); // the store alone knows how it lower-cases
    await ask(country("is_not", "IN"), country("is_not", "AE"));
    await ask(country("is", "IN"), { dimension: "source", operator: "is", values: ["google"] });
  });
});

test.each(["", "(unknown)", "(Unknown)", "\u200B", "<b>"])(
  "contains %j is refused: it matches everything",
  async (needle) => {
    for (const dimension of ["utm_campaign", "type", "channel"]) {
      const { errors } = await refusalOf(dimension, "contains", "e", needle);
      expect(errors).toEqual([
        {
          field: "filters.0.values",
          message: `contains needs a text to look for; for events without ${dimension} use operator is with "(unknown)"`,
        },
      ]);
    }
  },
);
