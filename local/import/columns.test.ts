import { expect, test } from "vitest";
import { FILLABLE_COLUMNS, findColumn, TARGETS } from "./columns.ts";

test("a column of the dataset is found by its own name", () => {
  for (const column of FILLABLE_COLUMNS)
    expect(findColumn(column)).toEqual({ kind: "target", target: column });
});

test.each([
  ["Created Date", "timestamp"],
  ["created_at", "timestamp"],
  ["createdAt", "timestamp"],
  ["Date", "timestamp"],
  ["Timestamp", "timestamp"],
  ["Submitted At", "timestamp"],
  ["UTM_Content ", "utm_content"],
  ["utm campaign", "utm_campaign"],
  ["utm.source", "utm_source"],
  ["Campaign Name", "utm_campaign"],
  ["Lead Source", "source"],
  ["State", "region"],
  ["Page URL", "referer"],
  ["Form Name", "cta"],
  ["GCLID", "gclid"],
  ["Default Channel Group", "channel"],
])("%s is %s", (header, target) => expect(findColumn(header)).toEqual({ kind: "target", target }));

test.each([
  ["E-Mail", "email"],
  ["Email Address", "email"],
  ["Phone Number", "phone"],
  ["Mobile No.", "phone"],
  ["WhatsApp Number", "phone"],
  ["Full Name", "name"],
  ["First Name", "first_name"],
  ["Surname", "last_name"],
  ["Contact Person", "name"],
])("%s is personal", (header, trait) => expect(findColumn(header)).toEqual({ kind: "personal", trait }));

test.each(["Message", "IP Address", "User Agent", "Date of Birth", "Address"])("%s is personal", (header) => {
  expect(findColumn(header)).toEqual({ kind: "personal" });
});

test.each(["Account Status", "Hand Raiser", "constructor", "__proto__", "नाम", ""])(
  "%j is not known",
  (header) => {
    expect(findColumn(header)).toBeUndefined();
  },
);

test("no target holds personal data", () => {
  expect(TARGETS.filter((target) => /name|mail|phone(?!_country)|ip$|visitor/.test(target))).toEqual([]);
});
