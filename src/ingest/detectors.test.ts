import { describe, expect, test } from "vitest";
import { DETECTORS, toFindings } from "./detectors.ts";
import type { Connection, Facts, TokenState, TurnstileState } from "./facts.ts";
import { createFacts } from "./fixture.ts";
import { toScores } from "./score.ts";

const codes = (facts: Facts) => toFindings(facts).map((finding) => finding.code);

test("an ordinary visitor is not suspicious at all", () => {
  expect(
    toFindings(createFacts({ message: "Please call me", timezone: "Asia/Kolkata", time_to_submit_s: 40 })),
  ).toEqual([]);
});

test("the connection of a server is never held against the person", () => {
  const facts = createFacts({ user_agent: "curl/8", timezone: "America/New_York" }, null);
  expect(toFindings(facts)).toEqual([]);
});

describe.each([
  ["honeypot", { honeypot: "x" }, 100, true, true],
  ["fast_submit", { time_to_submit_s: 2.9 }, 30, undefined, undefined],
  ["fast_submit", { time_to_submit_s: 0.1 }, 30, undefined, undefined],
  ["link_in_name", { name: "Win https://example.com" }, 40, undefined, undefined],
  ["link_in_name", { name: "Win WWW.EXAMPLE.COM" }, 40, undefined, undefined],
  ["link_in_name", { name: "Win [URL=example.com]" }, 40, undefined, undefined],
  ["many_links", { message: "http://a.example www.b.example [url=c]" }, 25, undefined, undefined],
  ["unreadable_phone", { phone: "1234567" }, 10, undefined, undefined],
  ["disposable_email", { email: "x@mailinator.com" }, 30, undefined, undefined],
  ["disposable_email", { email: "x@sub.mailinator.com" }, 30, undefined, undefined],
  ["zone_mismatch", { timezone: "America/New_York" }, 5, undefined, undefined],
] as const)("%s", (code, fields, points, decidesBot, blocksSender) => {
  test(`is found in ${JSON.stringify(fields)}`, () => {
    const [finding, ...others] = toFindings(createFacts(fields));
    expect(finding).toMatchObject({ code, points });
    expect([finding?.decidesBot, finding?.blocksSender, others]).toEqual([decidesBot, blocksSender, []]);
  });
});

test.each([
  [{ time_to_submit_s: 3 }],
  [{ time_to_submit_s: 0 }], // unknown
  [{ name: "Jane Doe", message: "see www.example.com and https://example.com" }],
  [{ name: "Awwww. Nice" }],
  [{ phone: "98765 43210" }],
  [{ honeypot: "" }],
  [{ timezone: "Asia/Colombo" }], // another zone with the same offset
  [{ timezone: "Mars/Olympus" }],
])("nothing is found in %j", (fields) => {
  expect(codes(createFacts(fields))).toEqual([]);
});

test.each<[TokenState, string[], number, boolean, boolean]>([
  ["valid", [], 0, false, false],
  ["missing", ["token_missing"], 10, false, false],
  ["late", ["token_late"], 10, false, false],
  ["early", ["token_early"], 25, false, false],
  ["forged", ["token_forged"], 100, true, true],
])(
  "a form token that is %s: %j, %d points, a bot's: %s, blocks: %s",
  (state, codes, points, isBot, blocks) => {
    const findings = toFindings(createFacts({}, {}, { token: { state } }));
    expect([findings.map((it) => it.code), toScores(findings).suspicion]).toEqual([codes, points]);
    expect([findings.some((it) => it.decidesBot), findings.some((it) => it.blocksSender)]).toEqual([
      isBot,
      blocks,
    ]);
  },
);

test.each<[TurnstileState, string[], number, boolean]>([
  ["passed", [], 0, false],
  ["failed", ["turnstile_failed"], 100, true],
  ["expired", ["turnstile_expired"], 30, false],
  ["missing", ["turnstile_missing"], 30, false],
  ["unavailable", ["turnstile_unavailable"], 10, false],
  ["refused_unavailable", ["turnstile_unavailable"], 40, true],
])(
  "Turnstile that says %s: %j, %d points, a bot: %s, and blocks nobody",
  (turnstile, codes, points, isBot) => {
    const findings = toFindings(createFacts({}, {}, { turnstile }));
    expect([findings.map((it) => it.code), toScores(findings).suspicion]).toEqual([codes, points]);
    expect([findings.some((it) => it.decidesBot), findings.some((it) => it.blocksSender)]).toEqual([
      isBot,
      false,
    ]);
  },
);

test.each<[Partial<Connection>, string[], number]>([
  [{ userAgent: "Mozilla/5.0 (compatible; Googlebot/2.1)" }, ["known_bot"], 100],
  [{ userAgent: "curl/8.5.0" }, ["known_bot"], 100],
  [{ verifiedBot: true }, ["known_bot"], 100],
  [{ userAgent: "" }, ["no_user_agent"], 30],
  [{ botScore: 1 }, ["bot_score"], 60],
  [{ botScore: 29 }, ["bot_score"], 35],
  [{ botScore: 30 }, [], 0],
  [{ botScore: 0 }, [], 0], // not computed
  [{ country: "T1" }, ["tor"], 40],
  [{ asn: 60729 }, ["tor"], 40],
  [{ asn: 9009 }, ["vpn_network"], 10],
  [{ asn: 16509 }, ["datacenter_network"], 20],
  [{ asn: 36183, network: "Akamai VPN" }, ["private_relay"], 0],
  [{ asn: 64512, network: "Example Hosting Ltd" }, ["hosting_name"], 10],
  [{ asn: 64512, network: "Example VPS and Dedicated Server" }, ["hosting_name"], 10],
  [{ asn: 64512, network: "Vodafone" }, [], 0],
  [{ timezone: "Mars/Base" }, [], 0],
])("a connection %j: %j, %d points", (connection, expected, points) => {
  const findings = toFindings(createFacts({ timezone: "Asia/Kolkata" }, connection));
  expect(findings.some((finding) => finding.blocksSender)).toBe(false);
  expect([findings.map((it) => it.code), toScores(findings).suspicion]).toEqual([expected, points]);
});

test.each<[Partial<Connection>, string | undefined, number, boolean]>([
  [{}, undefined, 0, false],
  [{}, "America/New_York", 30, false],
  [{ timezone: "Europe/Moscow" }, "Europe/Istanbul", 0, false], // the same offset today, and not in 1970
  [{ network: "Example VPN" }, undefined, 40, false],
  [{ network: "Example VPN" }, "America/New_York", 70, true],
  [{ asn: 16509 }, undefined, 60, true],
  [{ asn: 9009 }, undefined, 80, true],
  [{ country: "T1" }, "America/New_York", 100, true],
  [{ asn: 36183 }, undefined, 0, false],
])("a VPN score for %j in the browser zone %s is %d", (connection, timezone, score, isSuspected) => {
  const findings = toFindings(createFacts({ timezone }, connection));
  expect(toScores(findings)).toMatchObject({ vpn: score, vpnSuspected: isSuspected });
  expect(findings.some((finding) => finding.decidesBot)).toBe(false);
});

test("what says nothing of the network says nothing of a VPN", () => {
  const findings = toFindings(createFacts({ name: "Win https://example.com", time_to_submit_s: 1 }));
  expect(toScores(findings)).toEqual({ suspicion: 70, vpn: 0, vpnSuspected: false });
});

test("every finding has a code of its own place and points between 0 and 100", () => {
  const everything = createFacts(
    {
      honeypot: "x",
      name: "www.example.com",
      message: "http://a http://b http://c",
      phone: "1234567",
      email: "a@mailinator.com",
      time_to_submit_s: 1,
      timezone: "America/New_York",
    },
    { userAgent: "curl/8", botScore: 1, country: "T1" },
    { token: { state: "forged" }, turnstile: "failed" },
  );
  const findings = toFindings(everything);
  expect(findings.length).toBe(DETECTORS.length - 1); // all but the missing user agent
  expect(new Set(findings.map((finding) => finding.code)).size).toBe(findings.length);
  expect(findings.filter((finding) => finding.decidesBot).map((finding) => finding.code)).toEqual([
    "honeypot",
    "token_forged",
    "turnstile_failed",
    "known_bot",
  ]);
  expect(toScores(findings)).toEqual({ suspicion: 100, vpn: 100, vpnSuspected: true });
});
