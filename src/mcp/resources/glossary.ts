import type { Resource } from "./resource.ts";

const TERMS: readonly (readonly [term: string, meaning: string])[] = [
  ["event", "one received submission; what every count counts"],
  ["primary lead", "the first real submission of a person in a project; what people mostly mean by a lead"],
  ["follow-up", "a later submission of a person already known in the project"],
  ["blocked", "a submission from a sender on the block list, or one that a rule of its project keeps out"],
  ["bot", "a submission that bot detection filtered; its sender is not told"],
  ["test", "a submission from the test list or with a test key"],
  ["period", "the range asked for; from is counted, to is the first moment no longer counted"],
  ["open period", "a range that is not over; its last bucket is still filling"],
  ["bucket", "one stretch of a time series; its label is its beginning in the zone of the answer"],
  ["(unknown)", "the empty label: nothing was recorded"],
  ["(other)", "the groups beyond the limit, summed, so that rows add up to the totals"],
  ["(redacted)", "a label that held personal data and was never stored"],
  ["rate", "a share with its 95 % Wilson interval; null when nothing stands below the line"],
  ["interval", "where the true share lies in 95 of 100 such samples; overlapping intervals may be chance"],
  ["sampled", "counts are estimates with a weight per stored event; otherwise they are exact"],
  ["late event", "an event written more than five minutes after it was received"],
  ["engagement", "how much a visitor did before submitting, from Cold to Very Hot"],
  [
    "suspicion",
    "a score from 0 to 100 of how much speaks against a submission; a VPN alone never makes a bot",
  ],
];

/** Words of the answers that a newcomer may not know. */
export const glossaryResource: Resource = {
  uri: "lead-stats://glossary",
  name: "glossary",
  title: "Glossary",
  description: "What the words in answers mean",
  mimeType: "text/markdown",
  isStatic: true,
  read: () => ["# Glossary", ...TERMS.map(([term, meaning]) => `- ${term}: ${meaning}`)].join("\n"),
};
