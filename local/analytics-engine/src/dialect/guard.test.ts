import { describe, expect, it } from "vitest";
import { ACCEPTED, REFUSED } from "./corpus.ts";
import { InputInvalid, toPlan } from "./guard.ts";

const datasetExists = (name: string) => name === "leads";

describe("accepted statements", () => {
  it.each(ACCEPTED)("runs $sql", ({ sql }) => {
    expect(() => toPlan(sql, datasetExists)).not.toThrow();
  });
});

describe("refused statements", () => {
  it.each(REFUSED)("refuses $sql", ({ sql, message }) => {
    expect(() => toPlan(sql, datasetExists)).toThrow(new InputInvalid(message));
  });
});
