import { expect, test } from "vitest";
import { NUMBERING_PLANS } from "../src/ingest/data/numbering-plans.ts";
import { toNumberingPlans } from "./numbering-plans.ts";

test("the numbering plans in the repository are those of the installed library", () => {
  expect(NUMBERING_PLANS).toEqual(toNumberingPlans());
});
