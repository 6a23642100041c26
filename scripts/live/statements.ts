import { ACCEPTED, REFUSED } from "../../local/analytics-engine/src/dialect/corpus.ts";
import { DATASET } from "../../src/domain/dataset.ts";
import { askQuestions } from "../../test/product-statements.ts";

/** A statement to compare, and how its verdict is known. */
export interface LiveStatement {
  readonly sql: string;
  readonly source: string;
}

const QUESTIONS = 200;
const DAYS = 60;
const DAY_S = 86_400;

/**
 * The dialect's corpora, and statements in which everything occurs that the product puts together.
 * @param dataset the name to ask for
 * @param nowS epoch seconds at which the product's questions end
 */
export async function toLiveStatements(dataset: string, nowS: number): Promise<LiveStatement[]> {
  const range = { from: nowS - DAYS * DAY_S, days: DAYS };
  const { statements } = await askQuestions(QUESTIONS, range);
  return [
    ...[...ACCEPTED, ...REFUSED].map(({ sql, source }) => ({
      sql: sql.replaceAll(/\bleads\b/g, dataset),
      source,
    })),
    ...toVaried([...statements]).map((sql) => ({
      sql: sql.replaceAll(DATASET, dataset),
      source: "the product",
    })),
  ];
}

/** As few statements as hold every pair of neighbouring parts that any of them holds. */
function toVaried(statements: readonly string[]): string[] {
  const seen = new Set<string>();
  return statements.filter((sql) => {
    const parts = toParts(sql);
    const pairs = parts.map((part, index) => `${part} | ${parts[index + 1]}`);
    const isNew = pairs.some((pair) => !seen.has(pair));
    for (const pair of pairs) seen.add(pair);
    return isNew;
  });
}

/** Expressions and conditions without their numbers and texts. */
function toParts(sql: string): string[] {
  return sql
    .replaceAll(/'[^']*'/g, "''")
    .replaceAll(/\d+/g, "0")
    .split(/, | AND | OR | FROM | WHERE | GROUP BY | ORDER BY | LIMIT /);
}
