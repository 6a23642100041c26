/** Moves a number to a place of its own among 10⁸, so that people do not come in the order of their addresses. */
function scatter(i: number): number {
  return Number((BigInt(i) * 61_803_399n) % 100_000_000n);
}

/** The submission that every Worker of the benchmark takes; each a person of their own. */
export function toBody(i: number): string {
  const person = scatter(i);
  return JSON.stringify({
    project: "skyline",
    name: `Jane Doe ${i}`,
    email: `jane${person}@example.com`,
    phone: `+9198${String(person).padStart(8, "0")}`,
    message: `Please send me the brochure of the flats with three rooms (${i})`,
    source: "google",
    cta: "brochure",
    referer: "https://www.example.com/offer",
    landing_page: "https://www.example.com/start",
    utm_source: "google",
    utm_medium: "cpc",
    utm_campaign: "diwali",
    city: "Pune",
    region: "Maharashtra",
    country: "IN",
    time_on_page_s: 80,
    scroll_depth_pct: 75,
    clicks: 4,
    visit_count: 2,
    submitted_at: "2026-11-22T10:00:00+05:30",
  });
}

/** The key that every request shows. */
export const KEY = "lsk_bench";
