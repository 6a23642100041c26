import type { Detector } from "../finding.ts";

const LINK = /\bhttps?:\/\/|\bwww\.|<a\s|\[url/gi;
const MANY_LINKS = 3;

/** A link where a name belongs. */
export const detectLinkInName: Detector = ({ submission }) =>
  (submission.text.name ?? "").match(LINK) ? { code: "link_in_name", points: 40 } : undefined;

/** Three links or more in the message. */
export const detectManyLinks: Detector = ({ submission }) =>
  ((submission.text.message ?? "").match(LINK)?.length ?? 0) >= MANY_LINKS
    ? { code: "many_links", points: 25 }
    : undefined;
