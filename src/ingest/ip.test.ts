import { expect, test } from "vitest";
import { isPublicSender, toSenderKey } from "./ip.ts";

test.each([
  ["203.0.113.9", "203.0.113.9"],
  [" 203.0.113.9 ", "203.0.113.9"],
  ["203.0.113.009", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::9", "2001:db8:1:2::/64"],
  ["[2001:db8::1]", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
])("%s is the sender %s", (ip, sender) => {
  expect(toSenderKey(ip)).toBe(sender);
});

test.each([
  "",
  "localhost",
  "256.1.1.1",
  "1.2.3",
  "1.2.3.4.5",
  "1::2::3",
  "12345::",
  "2001:db8:1:2:3:4:5",
  "g::1",
])("%j is no address", (ip) => {
  expect(toSenderKey(ip)).toBeUndefined();
});

test.each([
  ["203.0.113.9", true],
  ["172.32.0.1", true],
  ["100.128.0.1", true],
  ["2001:db8:1:2::/64", true],
  ["127.0.0.1", false],
  ["10.0.0.1", false],
  ["172.16.0.1", false],
  ["192.168.1.1", false],
  ["100.64.0.1", false],
  ["0:0:0:0::/64", false],
  ["fd00:0:0:0::/64", false],
  ["fe80:0:0:0::/64", false],
])("%s on the internet: %s", (sender, isPublic) => {
  expect(isPublicSender(sender)).toBe(isPublic);
});
