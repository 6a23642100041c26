import { expect, test } from "vitest";
import { readEmail } from "./email.ts";

test.each([
  ["jane@example.com", "jane@example.com", "jane@example.com"],
  [" Jane.Doe@EXAMPLE.com ", "Jane.Doe@example.com", "jane.doe@example.com"],
  ["Jane <jane@example.com>", "jane@example.com", "jane@example.com"],
  ["mailto:jane@example.com", "jane@example.com", "jane@example.com"],
  ["J.A.N.E+news@gmail.com", "J.A.N.E+news@gmail.com", "jane@gmail.com"],
  ["jane@googlemail.com", "jane@googlemail.com", "jane@gmail.com"],
  ["jane.d+x@outlook.com", "jane.d+x@outlook.com", "jane.d@outlook.com"],
  ["jane+x@example.com", "jane+x@example.com", "jane+x@example.com"],
  ["+@gmail.com", "+@gmail.com", "+@gmail.com"],
  ["jane@bücher.example", "jane@xn--bcher-kva.example", "jane@xn--bcher-kva.example"],
  ["अजय@डाटा.भारत", "अजय@xn--c2bd1gb.xn--h2brj9c", "अजय@xn--c2bd1gb.xn--h2brj9c"],
  ["jane@constructor.prototype", "jane@constructor.prototype", "jane@constructor.prototype"],
])("%s is written to as %s and known as %s", (text, address, identity) => {
  expect(readEmail(text)).toMatchObject({ address, identity });
});

test.each([
  "",
  "jane",
  "@example.com",
  "jane@",
  "jane@localhost",
  "jane@192.0.2.1",
  "jane@exa mple.com",
  "jane doe@example.com",
  "jane@example.com/path",
  "jane@user:pass@example.com:80",
  `${"x".repeat(65)}@example.com`,
  `jane@${"x".repeat(64)}.com`,
])("%j is no e-mail address", (text) => {
  expect(readEmail(text)).toBeUndefined();
});
