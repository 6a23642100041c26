import { toFirstChars } from "../domain/first-chars.ts";
import { INVISIBLE } from "../domain/label.ts";
import type { Brief, BriefLine } from "./brief.ts";

const WHY =
  "This goes to everyone whom the project names under notify; whoever runs Lead Stats can change that.";

/** A brief as plain text, as mail carries it. */
export function toText({ title, parts, notes, link }: Brief): string {
  const blocks = parts.map(({ heading, lines }) =>
    [heading, ...lines.map((line, at) => (at === 0 ? toLine(line) : `- ${toLine(line)}`))].join("\n"),
  );
  return `${[title, ...blocks, notes.join(" "), `Look further: ${link}`, WHY].join("\n\n")}\n`;
}

/** Slack cuts off longer ones: https://docs.slack.dev/reference/block-kit/blocks */
const MAX_HEADER_CHARS = 150;
const MAX_SECTION_CHARS = 3000;

/** What means something in the text of a notification: https://docs.slack.dev/messaging/formatting-message-text */
const ESCAPED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * A brief as the body for a Slack incoming webhook. Everything is plain text, in which nothing is a mention, a link or
 * a format, whoever wrote it; only the way back to the product is a link.
 */
export function toSlackMessage({ title, parts, notes, link }: Brief): object {
  const plain = (text: string, max: number) => ({
    type: "plain_text",
    emoji: false,
    text: text.length > max ? `${toFirstChars(text, max - 1)}…` : text,
  });
  return {
    text: title.replace(/[&<>]/g, (char) => ESCAPED[char] ?? ""),
    blocks: [
      { type: "header", text: plain(title, MAX_HEADER_CHARS) },
      ...parts.map(({ heading, lines }) => ({
        type: "section",
        text: plain([heading, ...lines.map((line) => `• ${toLine(line)}`)].join("\n"), MAX_SECTION_CHARS),
      })),
      { type: "context", elements: [plain(notes.join(" "), MAX_SECTION_CHARS)] },
      { type: "section", text: { type: "mrkdwn", text: `<${link}|Look further>` } },
    ],
  };
}

const MAX_LABEL_CHARS = 80;

/** The labels in quotes, then what is said of them. */
function toLine({ labels = {}, sentence }: BriefLine): string {
  const about = Object.entries(labels).map(([name, label = ""]) => `${name} ${toQuoted(label)}`);
  return [...(about.length > 0 ? [`${about.join(", ")}:`] : []), sentence].join(" ");
}

/** A stranger's words: nothing in them is invisible, or an address that a mail program would make a link of. */
function toQuoted(label: string): string {
  const shown = label
    .replace(INVISIBLE, "")
    .replaceAll("://", "[:]//")
    .replace(/\.(?=[\p{L}\p{N}])/gu, "[.]");
  return JSON.stringify(shown.length > MAX_LABEL_CHARS ? `${toFirstChars(shown, MAX_LABEL_CHARS)}…` : shown);
}
