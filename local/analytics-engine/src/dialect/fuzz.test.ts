import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputInvalid, toPlan } from "./guard.ts";
import { toEmissionFault } from "./testing/emitted-check.ts";
import { toEmittedFunctions } from "./testing/emitted-words.ts";
import { MUTANTS, NOISE } from "./testing/hostile-arbitrary.ts";
import { STATEMENTS } from "./testing/statement-arbitrary.ts";

/** Runs the guard; gives whether it accepted. Anything but an orderly refusal or a clean statement fails. */
function examine(sql: string): boolean {
  try {
    const plan = toPlan(sql, (name) => name === "leads");
    if (plan.kind === "select") expect(toEmissionFault(plan.sql, "leads")).toBeNull();
    return true;
  } catch (error) {
    if (error instanceof InputInvalid && error.message !== "") return false;
    throw error;
  }
}

function countAccepted(statements: fc.Arbitrary<string>, numRuns: number): number {
  let accepted = 0;
  fc.assert(
    fc.property(statements, (sql) => {
      if (examine(sql)) accepted += 1;
    }),
    { numRuns },
  );
  return accepted;
}

describe("100,000 statements", () => {
  it("turns statements of the dialect into clean ClickHouse text or refuses them", () => {
    expect(countAccepted(STATEMENTS, 20_000)).toBeGreaterThan(10_000);
  });

  it("survives damaged statements with hostile parts", () => {
    expect(countAccepted(MUTANTS, 40_000)).toBeGreaterThan(50);
  });

  it("survives noise", () => {
    expect(countAccepted(NOISE, 40_000)).toBeGreaterThan(50);
  });
});

describe("emitted text", () => {
  it("calls only functions that neither read anything nor tell about the server", () => {
    expect(toEmittedFunctions().join(" ")).toMatchInlineSnapshot(
      `"argMax argMin avg avgIf bin bitAnd bitCount bitHammingDistance bitNot bitOr bitRotateLeft bitRotateRight bitShiftLeft bitShiftRight bitTest bitXor ceil count countIf empty endsWith first_value floor format formatDateTime hex if intDiv last_value lengthUTF8 log lower lowerUTF8 max min now position pow quantileExactWeighted round startsWith substringUTF8 sum sumIf toDate toDateTime toDayOfMonth toDayOfWeek toHour toInt64 toMinute toMonth toSecond toStartOfDay toStartOfFifteenMinutes toStartOfFiveMinutes toStartOfHour toStartOfInterval toStartOfMinute toStartOfMonth toStartOfTenMinutes toStartOfWeek toStartOfYear toUInt32 toUInt64 toUInt8 toUnixTimestamp toYYYYMM toYear today topK topKWeighted upper upperUTF8"`,
    );
  });

  it.each([
    ["SELECT sleep(3)", "word sleep"],
    ['SELECT 1 FROM "system"', 'reads from "system"'],
    ['SELECT "hostname"("blob1")', 'a quoted name is called: "hostname"'],
    ["SELECT 1; SELECT 2", 'unreadable at "; SELECT 2"'],
    ['SELECT "a"."b"', 'unreadable at ".\\"b\\""'],
    ["SELECT 1 --x", "a comment"],
    ["SELECT 1 SETTINGS x", "word SETTINGS"],
  ])("is examined with teeth: %s", (sql, fault) => {
    expect(toEmissionFault(sql, "leads")).toBe(fault);
  });
});
