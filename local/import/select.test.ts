import { expect, test } from "vitest";
import { readCondition } from "./condition.ts";
import { createSelection } from "./select.ts";

const HEADERS = ["lead_id", "Status", "City"];
const row = (id: string, status: string, city = "") =>
  new Map([
    ["lead_id", id],
    ["Status", status],
    ["City", city],
  ]);

test("keeps the first fitting row of each value", () => {
  const select = createSelection(HEADERS, [readCondition("status=NEW")], "Lead ID");
  expect(
    [row("1", "SPAM"), row("1", "NEW"), row("1", " NEW "), row("2", "NEW"), row("", "NEW")].map(select),
  ).toEqual([
    ...["filtered", "take", "repeated", "take"],
    { reason: "lead_id is empty, so it cannot be told whether this row is its first" },
  ]);
});

test("takes conditions on one column as alternatives, on several as all needed", () => {
  const conditions = ["Status=NEW", "Status=OPEN", "City=Pune"].map(readCondition);
  const select = createSelection(HEADERS, conditions, undefined);
  expect(
    [row("1", "NEW", "Pune"), row("2", "OPEN", "Pune"), row("3", "NEW", "Delhi"), row("4", "X", "Pune")].map(
      select,
    ),
  ).toEqual(["take", "take", "filtered", "filtered"]);
});

test("takes negated conditions on one column all together", () => {
  const select = createSelection(HEADERS, ["Status!=SPAM", "Status!=TEST"].map(readCondition), undefined);
  expect([row("1", "SPAM"), row("2", "TEST"), row("3", "NEW")].map(select)).toEqual([
    "filtered",
    "filtered",
    "take",
  ]);
});

test("refuses columns that the file has not, and conditions that are none", () => {
  expect(() => createSelection(HEADERS, [readCondition("state=x")], undefined)).toThrow(
    '--filter: the file has no column "state"; it has lead_id, Status, City',
  );
  expect(() => createSelection(["नाम"], [], "पता")).toThrow('--first-by: the file has no column "पता"');
  expect(() => readCondition("=x")).toThrow('--filter takes "column=value" or "column!=value", not "=x"');
});
