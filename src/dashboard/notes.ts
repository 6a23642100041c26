import type { Answer } from "../mcp/view/answer.ts";
import { add } from "../mcp/view/draw/element.ts";
import { toNotes, toQualityNote } from "../mcp/view/read/notes.ts";

/**
 * The question as it was understood, and what the numbers rest on.
 * @param first what else to say of them
 */
export function addNotes(body: Element, { query, quality }: Answer, first = ""): void {
  const notes = add(body, "p", "q");
  for (const note of toNotes(query)) add(notes, "bdi", "", note);
  add(body, "p", "q", first + toQualityNote(quality));
}
