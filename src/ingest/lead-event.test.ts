import fc from "fast-check";
import { expect, test } from "vitest";
import { toDataPoint } from "../domain/data-point.ts";
import { toAssessment } from "./assessment.ts";
import { FOLLOW_UP, PRIMARY } from "./classify.ts";
import { createFacts } from "./fixture.ts";
import { toLeadEvent } from "./lead-event.ts";

function eventOf(fields: Record<string, unknown>, connection: object | null = {}) {
  const facts = createFacts(fields, connection);
  return toLeadEvent("skyline", facts, toAssessment(facts), PRIMARY);
}

test.each([
  ["+971 50 123 4567", "+971", "0501234567"],
  ["+65 8123 4567", "+65", "81234567"],
  ["+61 412 345 678", "+61", "(04)12.345.678"],
  ["+39 06 1234 5678", "+39", "0612345678"],
  ["98765 43210", "+91", "९८७६५-४३२१०"],
])(
  "a label that repeats the phone number %s as people write it at home is redacted",
  (phone, code, label) => {
    const event = eventOf({ phone, utm_term: label, landing_page: `/thanks/${label}` });
    expect([event.phone_country, event.utm_term, event.landing_page]).toEqual([
      code,
      "(redacted)",
      "(redacted)",
    ]);
  },
);

test("an event says what marketing needs and nothing of the person", () => {
  expect(
    eventOf({
      name: "Jane Doe",
      phone: "98765 43210",
      source: "Google Ads",
      cta: "Book a visit",
      referer: "https://www.example.com/offer?email=jane@example.com#x",
      landing_page: "https://www.example.com/start?utm_campaign=diwali",
      utm_source: "google",
      utm_medium: "cpc",
      utm_campaign: "diwali",
      utm_content: "jane doe special",
      time_on_page_s: 350,
      scroll_depth_pct: 80,
      time_to_submit_s: 42,
      pages_viewed: 3,
      visit_count: 2,
    }),
  ).toMatchInlineSnapshot(`
    {
      "channel": "paid_search",
      "city": "Pune",
      "country": "IN",
      "cta": "Book a visit",
      "device": "desktop",
      "engagement": "Hot",
      "engagement_score": 64,
      "event_type": "primary",
      "is_primary": "1",
      "landing_page": "/start",
      "pages_viewed": 3,
      "phone_country": "+91",
      "project": "skyline",
      "reason": "new_identity",
      "received_at": 1795341600,
      "referer": "https://www.example.com/offer",
      "region": "Maharashtra",
      "schema_version": 1,
      "scroll_depth_pct": 80,
      "source": "google ads",
      "suspicion_score": 0,
      "time_to_submit_s": 42,
      "utm_campaign": "diwali",
      "utm_content": "(redacted)",
      "utm_medium": "cpc",
      "utm_source": "google",
      "utm_term": "",
      "visit_count": 2,
      "vpn": 0,
      "vpn_score": 0,
    }
  `);
});

test("without an own source the campaign's is taken", () => {
  expect(eventOf({ utm_source: "Bing" }).source).toBe("bing");
});

test("a follow-up is not primary", () => {
  const facts = createFacts();
  expect(toLeadEvent("skyline", facts, toAssessment(facts), FOLLOW_UP)).toMatchObject({
    event_type: "follow_up",
    is_primary: "0",
    reason: "identity_match",
  });
});

test("whatever is sent, a data point holds no person and fits the platform's limits", () => {
  const person = fc.record({
    first: fc.constantFrom("Jane", "Søren", "अजय", "O'Neil"),
    last: fc.constantFrom("Doe", "Ærø", "शर्मा", "van Dyk"),
    mailbox: fc.stringMatching(/^[a-z][a-z0-9]{5,12}$/),
    digits: fc.stringMatching(/^[6-9][0-9]{9}$/),
    octets: fc.tuple(fc.nat(255), fc.nat(255)),
  });
  const LABELS = [
    "source",
    "cta",
    "referer",
    "landing_page",
    "utm_source",
    "utm_campaign",
    "utm_term",
    "city",
    "region",
  ];
  fc.assert(
    fc.property(
      person,
      fc.array(fc.tuple(fc.constantFrom(...LABELS), fc.nat(5), fc.string({ maxLength: 30 })), {
        maxLength: 9,
      }),
      (who, smuggled) => {
        const email = `${who.mailbox}@example.com`;
        const name = `${who.first} ${who.last}`;
        const ip = `198.51.${who.octets.join(".")}`;
        const message = `private words of ${who.mailbox}`;
        const secrets = [email, name, who.digits, `+91${who.digits}`, ip, encodeURIComponent(email)];
        const fields: Record<string, unknown> = { email, name, phone: who.digits, client_ip: ip, message };
        for (const [field, which, around] of smuggled) {
          const isPage = field === "referer" || field === "landing_page";
          fields[field] = `${isPage ? "https://www.example.com/" : ""}${around} ${secrets[which]} ${around}`;
        }
        const facts = createFacts(fields, null);
        const event = toLeadEvent("skyline", facts, toAssessment(facts), PRIMARY);
        const point = toDataPoint(event);
        const text = decodeAll(point.blobs.join("\n")).toLowerCase();
        for (const secret of [email, name.replaceAll("'", "’"), who.digits, ip, message])
          expect(text).not.toContain(secret.toLowerCase());
        expect(point.doubles.every(Number.isFinite)).toBe(true);
        expect(new TextEncoder().encode(point.blobs.join("")).length).toBeLessThanOrEqual(16_000);
        expect(point.blobs.join("")).not.toMatch(/['\\]/);
      },
    ),
    { numRuns: 1000 },
  );
});

function decodeAll(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}
