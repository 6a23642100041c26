import { expect, test } from "vitest";
import { classify, type Listed } from "./classify.ts";
import type { Finding } from "./finding.ts";

const HONEYPOT: Finding = { code: "honeypot", points: 100, decidesBot: true };
const CRAWLER: Finding = { code: "known_bot", points: 100, decidesBot: true };
const FAST: Finding = { code: "fast_submit", points: 30 };

const NOT: Listed = { blocked: false, test: false };
test.each([
  [{ blocked: true, test: true }, [HONEYPOT], true, true, "blocked", "ip_blocked"],
  [{ blocked: false, test: true }, [HONEYPOT], true, true, "test", "test_ip"],
  [NOT, [HONEYPOT], true, true, "test", "test_key"],
  [NOT, [FAST, HONEYPOT], false, true, "bot", "honeypot"],
  [NOT, [HONEYPOT, CRAWLER], false, true, "bot", "honeypot"], // the first of those that decide
  [NOT, [FAST, HONEYPOT], false, false, undefined, undefined],
  [NOT, [FAST, FAST, FAST, FAST], false, true, undefined, undefined],
  [NOT, [], false, true, undefined, undefined],
] as const)(
  "listed %j, found %j, test key %s, bot detection %s: %s (%s)",
  (listed, findings, isTestKey, botDetection, eventType, reason) => {
    const verdict = classify(listed, findings, { isTestKey, botDetection, byRule: false });
    expect([verdict?.eventType, verdict?.reason]).toEqual([eventType, reason]);
  },
);

test("a rule of the project blocks, before the test list", () => {
  const options = { isTestKey: true, botDetection: true, byRule: true };
  expect(classify({ blocked: false, test: true }, [], options)).toEqual({
    eventType: "blocked",
    reason: "project_rule",
  });
});
