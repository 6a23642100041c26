import { describe, expect, test } from "vitest";
import { createLeadReader } from "./lead.ts";
import { toMapping } from "./mapping.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z") / 1000;

function read(row: Record<string, string>, set: Record<string, string> = { project: "acme" }) {
  const mapping = toMapping(Object.keys(row), { map: new Map(), set: new Map(Object.entries(set)) });
  const readLead = createLeadReader(mapping, { order: "mdy", zone: "Asia/Kolkata", now: NOW });
  return readLead(new Map(Object.entries(row)));
}

function event(row: Record<string, string>, set?: Record<string, string>) {
  const lead = read({ date: "2022-12-31", ...row }, set);
  if ("reason" in lead) throw new Error(lead.reason);
  return { ...lead.event, notes: lead.notes };
}

describe("an imported row", () => {
  test("becomes a complete event of its own time", () => {
    const row = {
      "Created Date": "12/31/2022 18:05",
      "UTM_Campaign ": " Diwali  Offer ",
      utm_source: "Google",
      utm_medium: "cpc",
      Country: "India",
      "Page URL": "https://www.example.com/flats?utm_source=x#top",
      Email: "asha@example.com",
    };
    expect(read(row)).toMatchInlineSnapshot(`
      {
        "event": {
          "channel": "paid_search",
          "city": "",
          "country": "IN",
          "cta": "",
          "device": "unknown",
          "engagement": "",
          "engagement_score": 0,
          "event_type": "primary",
          "is_primary": "1",
          "landing_page": "",
          "pages_viewed": 0,
          "phone_country": "",
          "project": "acme",
          "reason": "imported",
          "received_at": 1672490100,
          "referer": "https://www.example.com/flats",
          "region": "",
          "schema_version": 1,
          "scroll_depth_pct": 0,
          "source": "google",
          "suspicion_score": 0,
          "time_to_submit_s": 0,
          "utm_campaign": "Diwali Offer",
          "utm_content": "",
          "utm_medium": "cpc",
          "utm_source": "Google",
          "utm_term": "",
          "visit_count": 0,
          "vpn": 0,
          "vpn_score": 0,
        },
        "notes": [],
        "precision": "second",
        "timestamp": 1672490100,
      }
    `);
  });

  test("never holds a personal value, not even where a label repeats it", () => {
    const lead = event({
      Name: "Asha Verma",
      Phone: "+91 98765 43210",
      Email: "asha@example.com",
      cta: "Call Asha Verma back",
      city: "Pune",
      utm_term: "9876543210",
      utm_content: "for asha@example.com",
      Message: "please call",
    });
    expect(lead).toMatchObject({
      cta: "(redacted)",
      utm_term: "(redacted)",
      utm_content: "(redacted)",
      city: "Pune",
    });
    expect(JSON.stringify(lead)).not.toMatch(/asha|98765|please/i);
  });

  test("keeps what is optional and not understood out, and says so", () => {
    const lead = event({
      Country: "Atlantis",
      device: "fridge",
      channel: "Cross-network",
      utm_medium: "email",
      "Page URL": "home",
    });
    expect(lead).toMatchObject({ country: "", device: "unknown", channel: "email", referer: "" });
    expect(lead.notes.toSorted()).toEqual([
      "channel: a value that is not understood",
      "country: a value that is not understood",
      "device: a value that is not understood",
      "referer: a value that is not understood",
    ]);
  });

  test("takes its channel from the file, else from what tells it, else from nothing", () => {
    expect(event({ Channel: "Paid Social", utm_medium: "cpc", utm_source: "google" }).channel).toBe(
      "paid_social",
    );
    expect(event({ gclid: "abc" })).toMatchObject({ channel: "paid_search" });
    expect(event({ referrer: "https://chatgpt.com/" }).channel).toBe("ai_assistant");
    expect(
      event({ "Landing Page": "https://example.com/x?utm_source=fb&utm_medium=paid_social" }),
    ).toMatchObject({
      ...{ channel: "paid_social", utm_source: "fb", source: "fb", landing_page: "/x" },
    });
    expect(event({ utm_source: "", utm_medium: "" }).channel).toBe("direct");
    expect(event({ city: "Pune" }).channel).toBe("");
  });

  test("is scored where the file measured something, and unknown otherwise", () => {
    expect(event({ city: "Pune" })).toMatchObject({ engagement: "", engagement_score: 0 });
    expect(event({ engagement_score: "50" })).toMatchObject({ engagement: "Hot", engagement_score: 50 });
    expect(event({ time_on_page_s: "350", scroll_depth_pct: "100" })).toMatchObject({
      engagement: "Hot",
      engagement_score: 65,
    });
    expect(event({ engagement: "very hot" }).engagement).toBe("Very Hot");
  });

  test("is what the file or --set says it is", () => {
    expect(event({ type: "Follow-up" })).toMatchObject({
      event_type: "follow_up",
      is_primary: "0",
      reason: "imported",
    });
    expect(
      event({}, { project: "acme", event_type: "bot", reason: "honeypot", source: "Expo" }),
    ).toMatchObject({
      ...{ event_type: "bot", is_primary: "0", reason: "honeypot", source: "expo" },
    });
    expect(event({ Client: "Green Acres" }, {}).project).toBe("green-acres");
  });

  test("joins a date and a time of day, unless the date has its own", () => {
    const at = (row: Record<string, string>) => {
      const lead = read(row);
      return "timestamp" in lead ? new Date(lead.timestamp * 1000).toISOString() : lead.reason;
    };
    expect(at({ Date: "12/31/2022", Time: "6:05 PM" })).toBe("2022-12-31T12:35:00.000Z");
    expect(at({ Date: "2022-12-31 09:00", Time: "6:05 PM" })).toBe("2022-12-31T03:30:00.000Z");
    expect(at({ Date: "12/31/2022", Time: "" })).toBe("2022-12-31T06:30:00.000Z");
  });

  test.each([
    [{ date: "" }, "the time is empty"],
    [
      { date: "2022-12-31", type: "enquiry" },
      "the event type is none of primary, follow_up, test, blocked, bot",
    ],
  ])("%j is rejected", (row, reason) => expect(read(row)).toEqual({ reason }));

  test("without a project is rejected", () => {
    expect(read({ date: "2022-12-31", project: " " }, {})).toEqual({ reason: "the project is empty" });
    expect(read({ date: "2022-12-31", project: "!?" }, {})).toEqual({ reason: "the project makes no id" });
  });
});
