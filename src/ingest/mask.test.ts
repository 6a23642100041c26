import { expect, test } from "vitest";
import { maskEmail, maskIp, maskName, maskPhone } from "./mask.ts";

test("identities are masked", () => {
  expect([
    maskEmail("jane.doe@mail.example.com"),
    maskPhone("+919876543210"),
    maskPhone("9876543"),
    maskName("Jane Ann Doe"),
    maskIp("203.0.113.9"),
    maskIp("2001:db8:1:2::5"),
  ]).toEqual(["j…@m….com", "+91…10", "…43", "J… A… D…", "203.0.113.…", "2001:db8:…"]);
});
