import { toChannel } from "../domain/channel.ts";
import type { Channel } from "../domain/dataset.ts";
import { isRecord } from "../domain/is-record.ts";
import { toHost, toQuery } from "./page.ts";
import { toStoredText } from "./stored-text.ts";
import type { Submission } from "./submission.ts";
import { CLICK_ID_CHANNELS, CLICK_ID_FIELDS, TEXT_FIELDS, UTM_FIELDS } from "./submission-fields.ts";

/** How a visit began: campaign values, click ids and the page that linked to it, as they were given. */
export interface Touch {
  readonly values: Readonly<Record<string, string>>;
  readonly channel: Channel;
}

const TAGS = [...UTM_FIELDS, ...CLICK_ID_FIELDS];
type ReadTag = (tag: (typeof TAGS)[number]) => string | undefined;

/**
 * The touch a submission is credited to. Campaign values come from the submission's own fields, else from the query
 * of its landing page, else from that of its page: a form that sends only its address is still credited.
 */
export function toTouch(submission: Submission): Touch {
  const { text } = submission;
  const values: Record<string, string> = {};
  const sources: ReadTag[] = [(tag) => text[tag]];
  for (const page of [text.landing_page, text.referer]) {
    if (page?.includes("?")) {
      const query = toQuery(page);
      sources.push((tag) => toStoredText(query.get(tag) ?? "", TEXT_FIELDS[tag].maxChars));
    }
  }
  // All from one place: mixing the tags of two visits would invent a campaign.
  const source = sources.find((read) => TAGS.some((tag) => read(tag)));
  for (const tag of TAGS) {
    const value = source?.(tag);
    if (value) values[tag] = value;
  }
  if (text.referrer !== undefined) values.referrer = text.referrer;
  if (text.landing_page !== undefined) values.landing_page = text.landing_page;
  const clickId = CLICK_ID_FIELDS.find((field) => values[field] !== undefined);
  const ownHost = toHost(text.referer ?? "") || toHost(text.landing_page ?? "");
  const channel = toChannel({
    utmSource: values.utm_source ?? "",
    utmMedium: values.utm_medium ?? "",
    referrerHost: toHost(values.referrer ?? ""),
    ownHost,
    clickChannel: clickId && CLICK_ID_CHANNELS[clickId],
  });
  return { values, channel };
}

/** The first touch as the form remembered it, when it is a JSON object. */
export function toFirstTouch(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return isRecord(JSON.parse(text)) ? text : undefined;
  } catch {
    return undefined;
  }
}
