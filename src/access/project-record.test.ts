import { expect, test } from "vitest";
import {
  type ProjectRecord,
  projectRecordSchema,
  readRecords,
  toProject,
  toProjectRecord,
} from "./project-record.ts";

const FULL = {
  id: "skyline",
  name: "Skyline Towers",
  timezone: "Asia/Kolkata",
  default_country: "IN",
  site_key: "lss_skyline",
  origins: ["https://www.example.com", "http://localhost:3000"],
  redirect_hosts: ["thanks.example.com"],
  rules: { blocked_countries: ["KP"], blocked_email_domains: ["spam.example"] },
  retention_days: 400,
  reengagement_days: 0,
  notify: {
    emails: ["jane@example.com"],
    slack_url: "https://hooks.slack.com/services/T0/B0/x",
    alerts: false,
  },
} satisfies ProjectRecord;

test("a record is its project's and a project its record's, with all they hold", () => {
  const record = projectRecordSchema.parse(FULL);
  expect(record).toEqual(FULL);
  expect(toProjectRecord(toProject(record))).toEqual(FULL);
  expect(toProject(record)).toMatchObject({ reengagementDays: 0, notify: { alerts: false } });
});

test("a domain of a rule is kept as addresses are compared with it", () => {
  const { rules } = projectRecordSchema.parse({
    ...FULL,
    rules: { blocked_email_domains: ["Spam.EXAMPLE"] },
  });
  expect(rules?.blocked_email_domains).toEqual(["spam.example"]);
});

test("a stored record keeps its sense with names that another version knows", () => {
  const stored = {
    ...FULL,
    colour: "red",
    rules: { ...FULL.rules, blocked_cities: [] },
    notify: { ...FULL.notify, sms: [] },
  };
  expect(readRecords([stored, "nonsense", { id: "Not An Id" }])).toEqual([FULL]);
});

test.each([
  { origins: ["ftp://www.example.com"] },
  { origins: ["https://www.example.com/"] },
  { retention_days: 0 },
  { reengagement_days: -1 },
  { site_key: `lss_${"x".repeat(65)}` },
  { notify: { slack_url: "http://hooks.slack.com/services/T0/B0/x" } },
  { notify: { slack_url: "https://hooks.slack.com.evil.example/services/T0/B0/x" } },
  { notify: { slack_url: "https://evil-hooks.slack.com/services/T0/B0/x" } },
])("a record with %j is refused", (given) => {
  expect(projectRecordSchema.safeParse({ ...FULL, ...given }).success).toBe(false);
});
