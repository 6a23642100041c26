import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Session } from "chdb";
import { COLUMNS } from "../columns.ts";
import { toPlan } from "../guard.ts";

const CONNECTION_ARGUMENTS = ["--session_timezone=Etc/UTC", "--output_format_json_quote_64bit_integers=1"];

const CLICKHOUSE_TYPES: Readonly<Record<string, string>> = {
  String: "String",
  Integer: "UInt32",
  Double: "Float64",
  DateTime: "DateTime",
};

/** A dataset `leads` in a ClickHouse of its own. */
export type TestTable = {
  readonly session: Session;
  /** The rows an accepted statement answers, through the guard. */
  readonly ask: (sql: string) => readonly Readonly<Record<string, unknown>>[];
  /** The ClickHouse types of its columns, by name. */
  readonly types: (sql: string) => Readonly<Record<string, string>>;
  readonly close: () => void;
};

type Answer = {
  readonly meta: readonly { readonly name: string; readonly type: string }[];
  readonly data: readonly Readonly<Record<string, unknown>>[];
};

/** Fills `leads` with one row per moment (epoch seconds), every other column empty or 0. */
export function createTestTable(moments: readonly number[]): TestTable {
  const folder = mkdtempSync(join(tmpdir(), "dialect-"));
  const session = new Session(folder, { connectionArgs: CONNECTION_ARGUMENTS });
  const columns = COLUMNS.map(({ name, type }) => `${name} ${CLICKHOUSE_TYPES[type.kind]}`);
  session.query(`CREATE TABLE leads (${columns.join(", ")}) ENGINE = MergeTree ORDER BY (index1, timestamp)`);
  session.query(`INSERT INTO leads (timestamp) SELECT toDateTime(arrayJoin([${moments.join(", ")}]))`);
  const run = (sql: string): Answer => {
    const plan = toPlan(sql, (name) => name === "leads");
    if (plan.kind !== "select") throw new Error(`no rows to ask for: ${plan.kind}`);
    return JSON.parse(session.query(plan.sql, "JSON"));
  };
  return {
    session,
    ask: (sql) => run(sql).data,
    types: (sql) => Object.fromEntries(run(sql).meta.map(({ name, type }) => [name, type])),
    close: () => {
      session.cleanup();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
