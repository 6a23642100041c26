import type { DemoProjectId } from "./projects.ts";

/** One way in which visitors come to a project. */
export interface Traffic {
  readonly weight: number;
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly terms: readonly string[];
  readonly contents: readonly string[];
  /** Page that linked to the site; decides the channel where there is no UTM value. */
  readonly referrer: string;
  /** Added to every visitor's engagement, in points. */
  readonly warmth: number;
  /** Share of its submissions that bots send. */
  readonly botShare: number;
  /** Share of its visitors on a phone. */
  readonly mobileShare: number;
}

type Rest = Partial<Omit<Traffic, "weight" | "source" | "medium" | "campaign">>;

function paid(weight: number, source: string, medium: string, campaign: string, rest: Rest = {}): Traffic {
  const base = { terms: [""], contents: [""], referrer: "", warmth: 0, botShare: 0.025, mobileShare: 0.7 };
  return { weight, source, medium, campaign, ...base, ...rest };
}

function free(weight: number, source: string, referrer: string, rest: Rest = {}): Traffic {
  return paid(weight, source, "", "", { referrer, botShare: 0.02, mobileShare: 0.6, ...rest });
}

const googleSearch = (weight: number) => free(weight, "google", "https://www.google.com/", { warmth: 6 });
const bingSearch = (weight: number) =>
  free(weight, "bing", "https://www.bing.com/", { warmth: 4, mobileShare: 0.3 });
const direct = (weight: number) => free(weight, "direct", "", { warmth: 8, mobileShare: 0.5 });
const portal = (weight: number) => free(weight, "homes-portal", "https://homes-portal.example.com/listings");
const whatsapp = (weight: number) =>
  free(weight, "whatsapp", "https://wa.me/", { warmth: 5, mobileShare: 0.97 });
const chatgpt = (weight: number) =>
  free(weight, "chatgpt", "https://chatgpt.com/", { warmth: 14, mobileShare: 0.4 });
const perplexity = (weight: number) =>
  free(weight, "perplexity", "https://www.perplexity.ai/", { warmth: 14, mobileShare: 0.35 });

export const TRAFFIC: Readonly<Record<DemoProjectId, readonly Traffic[]>> = {
  "green-acres": [
    paid(24, "facebook", "paid_social", "ga-family-homes-video", {
      contents: ["video-30s", "video-15s", "carousel"],
      warmth: -9,
      mobileShare: 0.92,
    }),
    paid(20, "google", "cpc", "ga-search-2bhk", {
      terms: ["2 bhk flat pune", "flats in hinjewadi", "ready possession flats pune"],
      contents: ["rsa-price", "rsa-location"],
      warmth: 2,
    }),
    paid(8, "google", "cpc", "ga-search-brand", { terms: ["green acres pune"], warmth: 9 }),
    paid(12, "instagram", "paid_social", "ga-amenities-reels", {
      contents: ["reel-pool", "reel-garden"],
      warmth: -5,
      mobileShare: 0.97,
    }),
    paid(5, "newsletter", "email", "ga-weekend-site-visits", {
      contents: ["friday-mail"],
      warmth: 27,
      botShare: 0.004,
      mobileShare: 0.45,
    }),
    ...[googleSearch(11), direct(8), portal(6), whatsapp(3), chatgpt(2), perplexity(0.6)],
  ],
  "scholars-hub": [
    paid(25, "google", "cpc", "sh-search-jee-neet", {
      terms: ["jee coaching online", "neet crash course", "best jee coaching"],
      contents: ["rsa-results", "rsa-fees"],
      warmth: 3,
    }),
    paid(20, "instagram", "paid_social", "sh-toppers-reels", {
      contents: ["reel-topper", "reel-teacher"],
      warmth: -4,
      mobileShare: 0.96,
    }),
    paid(10, "youtube", "paid_video", "sh-free-class-preroll", { contents: ["preroll-20s"], warmth: -2 }),
    // Clicks bought by the thousand; see BOT_SOURCE in stories.ts for what happens to it.
    paid(7, "clickbay", "display", "sh-display-prospecting", {
      contents: ["banner-300x250", "banner-728x90"],
      warmth: -12,
      botShare: 0.06,
    }),
    paid(6, "newsletter", "email", "sh-scholarship-test", { contents: ["mail-1", "mail-2"], warmth: 8 }),
    ...[googleSearch(14), direct(8), whatsapp(5), chatgpt(2.4), perplexity(0.6)],
  ],
  "bright-smile": [
    paid(30, "google", "cpc", "bs-search-dentist", {
      terms: ["dentist near me", "teeth cleaning price", "invisible braces"],
      contents: ["rsa-near-you", "rsa-prices"],
      warmth: 4,
    }),
    paid(18, "facebook", "paid_social", "bs-braces-before-after", {
      contents: ["before-after", "offer"],
      warmth: -6,
    }),
    ...[googleSearch(26), direct(14), whatsapp(5), chatgpt(1.2), bingSearch(2)],
  ],
  "marina-vista": [
    paid(22, "google", "cpc", "mv-search-dubai-property", {
      terms: ["buy apartment dubai marina", "dubai off plan payment plan"],
      contents: ["rsa-yield", "rsa-plan"],
    }),
    paid(18, "linkedin", "paid_social", "mv-nri-investors", {
      contents: ["lead-form", "single-image"],
      warmth: 7,
      mobileShare: 0.5,
    }),
    paid(18, "facebook", "paid_social", "mv-golden-visa", { contents: ["video", "carousel"], warmth: -8 }),
    paid(5, "newsletter", "email", "mv-launch-list", { contents: ["launch-mail"], warmth: 12 }),
    ...[googleSearch(13), direct(10), portal(7), chatgpt(2), perplexity(1)],
  ],
  "grad-prep": [
    paid(24, "google", "cpc", "gp-search-gre", {
      terms: ["gre prep course", "gmat vs gre", "study abroad counselling"],
      contents: ["rsa-score", "rsa-mentor"],
      warmth: 3,
      mobileShare: 0.5,
    }),
    paid(14, "reddit", "paid_social", "gp-admissions-ama", { contents: ["thread"], warmth: 5 }),
    paid(10, "instagram", "paid_social", "gp-student-life", { contents: ["reel"], warmth: -6 }),
    paid(8, "alumni-network", "referral", "gp-alumni-referral", { warmth: 12 }),
    ...[googleSearch(18), bingSearch(3), direct(10), chatgpt(5), perplexity(2)],
  ],
};
