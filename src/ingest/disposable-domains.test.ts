import { expect, test } from "vitest";
import { isDisposableDomain } from "./disposable-domains.ts";

test.each([
  "mailinator.com",
  "guerrillamail.com",
  "yopmail.com",
  "10minutemail.com",
  "MAILINATOR.com",
  "a.b.yopmail.com",
])("%s hands out throw-away mailboxes", (domain) => {
  expect(isDisposableDomain(domain)).toBe(true);
});

test("no provider that many people use is mistaken for one", () => {
  const providers =
    "gmail.com yahoo.com yahoo.co.in outlook.com hotmail.com live.com msn.com icloud.com me.com aol.com proton.me protonmail.com zoho.com rediffmail.com gmx.de gmx.net web.de t-online.de mail.ru yandex.ru qq.com 163.com 126.com naver.com daum.net orange.fr wanadoo.fr free.fr laposte.net libero.it virgilio.it comcast.net verizon.net att.net btinternet.com sky.com bigpond.com optusnet.com.au uol.com.br bol.com.br terra.com.br fastmail.com hey.com example.com example.org tcs.com infosys.com wipro.com";
  expect(providers.split(" ").filter(isDisposableDomain)).toEqual([]);
});
