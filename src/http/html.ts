/** Text that is HTML already. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | readonly Html[] | string | number | undefined;

/** HTML in which every inserted text is escaped; only other HTML goes in as it is. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, string, index) => `${text}${toText(parts[index - 1])}${string}`));
}

function toText(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(({ text }) => text).join("");
  return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Our own prose with `code` in backquotes. */
export function toProse(text: string): Html {
  return new Html(
    text
      .split("`")
      .map((part, index) => (index % 2 === 0 ? html`${part}` : html`<code>${part}</code>`).text)
      .join(""),
  );
}
