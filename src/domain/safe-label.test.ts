import { describe, expect, test } from "vitest";
import { toSafeLabel } from "./safe-label.ts";

describe("labels that repeat a person", () => {
  const jane = { email: "Jane.Doe@example.com", phones: ["+91 98765 43210"], name: "Jane Doe" };

  test.each([
    "/thanks/jane.doe@example.com",
    "/thanks/jane%40example.org",
    "/thanks/jane%2540example.org",
    "/thanks/mary@example.in",
    "/thanks/jane%40example%2Eorg",
    "ip 203.0.113.9",
    "ip 203.0.113.254",
    "visit-2001:db8::1",
    "ip:2001:db8::1",
    "ip ::1",
    "2001:db8:1:2:3:4:5::",
    "call 98765-43210",
    "call 98765 -- 43210",
    "call +91 (98765) 43210",
    "call 98765\u201343210",
    "call 98765,43210",
    "call ९८७६५४३२१०",
    "jane.doe\uff20example.org",
    "jane%252540example.org",
    "jane&#64;example.org",
    "jane&#x40;example.org",
    "ip 203.0.113.\uff19",
    "Doe, Jane",
    "Jane Doe",
    "/welcome/jane-doe",
    "Hello JANE%20DOE!",
    "/thanks/%A0%20Jane%20Doe%20%A0",
    "/thanks/%ff%6aane%20doe",
    "/thanks/jane%40example.org%C3",
  ])("are redacted: %s", (text) => {
    expect(toSafeLabel(text, jane)).toBe("(redacted)");
  });

  test.each([
    ["/thanks/JANE@intranet", { email: " Jane@Intranet" }],
    ["call 234-5678", { phones: ["0234 5678"] }],
    ["/welcome/jose-nunez", { name: "José Núñez" }],
  ])("are redacted in another spelling: %s of %j", (text, traits) => {
    expect(toSafeLabel(text, traits)).toBe("(redacted)");
  });

  test.each([
    ["google", { email: "g", name: "Google" }],
    ["order 123456", { phones: ["123456"] }],
  ])("stay for what is too short to tell anybody: %s of %j", (text, traits) => {
    expect(toSafeLabel(text, traits)).toBe(text);
  });

  test.each([
    "23851234567890123",
    "v1.2.3",
    "fy23-q4 10:30:00",
    "jane",
    "doe street jane",
    "mary-jane doering",
    "1.2.3.4.5",
    "203.0.113.2550",
    "2 add::bed",
    "a&#b",
    "100%25",
    "@handle",
    "a::b",
  ])("stay when they only look alike: %s", (text) => {
    expect(toSafeLabel(text, jane)).toBe(text);
  });
});
