/** The submission that every Worker of the benchmark takes; each a person of their own. */
export function toBody(i: number): string {
  return JSON.stringify({
    project: "skyline",
    name: `Jane Doe ${i}`,
    email: `jane${i}@example.com`,
    phone: `+9198${String(10_000_000 + (i % 90_000_000))}`,
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
