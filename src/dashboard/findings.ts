import { add } from "../mcp/view/draw/element.ts";
import { toWords } from "../mcp/view/words.ts";
import type { Finding } from "./answer.ts";

const MAX_SHOWN = 5;

type Sentence = Finding & { readonly fix?: string };

/** Sentences, what goes beyond a few of them folded away. */
export function addFindings(parent: Element, findings: readonly Sentence[]): void {
  addList(parent, findings.slice(0, MAX_SHOWN));
  const rest = findings.slice(MAX_SHOWN);
  if (rest.length === 0) return;
  const details = add(parent, "details");
  add(details, "summary", "", `${rest.length} more`);
  addList(details, rest);
}

/** Labels are strangers' words and stand apart from the sentences about them. */
function addList(parent: Element, findings: readonly Sentence[]): void {
  if (findings.length === 0) return;
  const list = add(parent, "ul");
  for (const { sentence, labels, fix } of findings) {
    const item = add(list, "li");
    for (const [name, label] of Object.entries(labels ?? {})) {
      const tag = add(item, "span", "label", `${toWords(name)} `);
      add(tag, "bdi", "", label);
      item.append(" ");
    }
    item.append(sentence);
    if (fix !== undefined) add(item, "p", "fix", fix);
  }
}
