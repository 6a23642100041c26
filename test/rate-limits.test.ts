import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { unstable_readConfig } from "wrangler";
import { writeLocalConfig } from "../local/wrangler-config.ts";

interface Limits {
  readonly ratelimits: readonly {
    readonly name: string;
    readonly namespace_id: string;
    readonly simple: { readonly limit: number; readonly period: number };
  }[];
  readonly vars: Readonly<Record<string, string>>;
}

const folder = mkdtempSync(join(tmpdir(), "lead-stats-limits-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const production: Limits = unstable_readConfig(
  { config: resolve(import.meta.dirname, "../wrangler.toml") },
  { hideWarnings: true },
);
const readLocal = (vars: Record<string, string>): Limits =>
  JSON.parse(
    readFileSync(writeLocalConfig({ home: folder, engineAddress: "127.0.0.1:1", vars }), "utf8"),
  ) as Limits;
const readerLimit = ({ ratelimits }: Limits) =>
  ratelimits.find(({ name }) => name === "READER_LIMIT")?.simple;

test("callers are told the limit that counts", () => {
  const told = Number(production.vars.READER_LIMIT_PER_MINUTE);
  expect(readerLimit(production)).toEqual({ limit: told, period: 60 });
});

test("every limit counts for itself", () => {
  const ids = production.ratelimits.map(({ namespace_id }) => namespace_id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("on this machine the same limits count, or the one a variable tells", () => {
  expect(readLocal({}).ratelimits).toEqual(production.ratelimits);
  const raised = readLocal({ READER_LIMIT_PER_MINUTE: "5000" });
  expect(readerLimit(raised)).toEqual({ limit: 5000, period: 60 });
  expect(raised.vars.READER_LIMIT_PER_MINUTE).toBe("5000");
});
