import type { Channel } from "./dataset.ts";

/** What is known of how a visit began; every field may be empty. */
export interface VisitOrigin {
  readonly utmSource: string;
  readonly utmMedium: string;
  /** Host of the page that linked to the site, lower-case. */
  readonly referrerHost: string;
  /** Host of the site itself, with or without `www.`: a visit from there is not a referral. */
  readonly ownHost?: string;
  /** What an ad click id that came with the visit tells. */
  readonly clickChannel?: Channel | undefined;
}

const AI =
  /(^|\.)(chatgpt\.com|chat\.openai\.com|openai\.com|claude\.ai|perplexity\.ai|gemini\.google\.com|copilot\.microsoft\.com|you\.com|phind\.com|deepseek\.com|mistral\.ai|grok\.com|meta\.ai)$/;
const SEARCH =
  /(^|\.)(google|bing|yahoo|duckduckgo|baidu|yandex|ecosia|brave|qwant|startpage|naver|seznam)\.[a-z.]{2,6}$/;
const SOCIAL =
  /(^|\.)(facebook\.com|fb\.com|instagram\.com|linkedin\.com|lnkd\.in|twitter\.com|x\.com|t\.co|tiktok\.com|pinterest\.[a-z.]{2,6}|reddit\.com|youtube\.com|youtu\.be|snapchat\.com|threads\.net|whatsapp\.com|wa\.me|telegram\.org|t\.me|quora\.com)$/;
const AI_NAME = /^(chatgpt|openai|claude|anthropic|perplexity|gemini|copilot|grok|deepseek)/;
const SEARCH_NAME = /^(google|bing|yahoo|duckduckgo|baidu|yandex|ecosia|brave|adwords|google[_ -]?ads)/;
const SOCIAL_NAME =
  /^(facebook|fb|instagram|ig|meta|linkedin|li|twitter|x|tiktok|pinterest|reddit|youtube|snapchat|threads|whatsapp|telegram|quora)([_ .-]|$)/;
const PAID_MEDIUM = /^(cp[pcvam]|ppc|paid.*|.*[-_ ]paid|sem|display|ads?|retargeting|remarketing|banner)$/;

/**
 * Marketing channel of a visit: UTM medium first, then source, click id and referrer. The vocabulary follows
 * Google Analytics 4's default channel group (support.google.com/analytics/answer/9756891), with AI assistants
 * kept apart and display folded into `other`.
 */
export function toChannel(visit: VisitOrigin): Channel {
  const source = visit.utmSource.toLowerCase();
  const medium = visit.utmMedium.toLowerCase();
  const { clickChannel, referrerHost } = visit;
  const external = toBareHost(referrerHost) === toBareHost(visit.ownHost ?? "") ? "" : referrerHost;
  const isAi = AI_NAME.test(source) || AI.test(source) || AI.test(external);
  const isSearch = SEARCH_NAME.test(source) || SEARCH.test(source) || SEARCH.test(external);
  const isSocial = SOCIAL_NAME.test(source) || SOCIAL.test(source) || SOCIAL.test(external);

  if (/^(e-?mail|newsletter|edm)([_ -]|$)/.test(medium) || /^(e-?mail|newsletter)$/.test(source))
    return "email";
  if (PAID_MEDIUM.test(medium)) {
    if (isSocial || /social/.test(medium) || (!isSearch && clickChannel?.endsWith("social")))
      return "paid_social";
    if (isSearch || /^(cpc|ppc|sem)$|search/.test(medium)) return "paid_search";
    return "other";
  }
  if (clickChannel?.startsWith("paid")) return clickChannel;
  if (isAi) return "ai_assistant";
  if (/^(social.*|organic[-_ ]?social|sm)$/.test(medium)) return "organic_social";
  if (isSocial) return "organic_social";
  if (medium === "organic" || isSearch) return "organic_search";
  if (medium === "referral") return "referral";
  if (source === "" && medium === "") return clickChannel ?? (external === "" ? "direct" : "referral");
  return /^\(?(direct|none|not set)\)?$/.test(source) ? "direct" : "other";
}

function toBareHost(host: string): string {
  return host.replace(/^www\./, "");
}
