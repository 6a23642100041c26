import { type CurlRequest, readCurl } from "./curl.ts";

/** A request that a page documents. */
export interface Example extends CurlRequest {
  /** Line of the page, from 1. */
  readonly line: number;
  /** Status that the page promises; any success when it promises none. */
  readonly status: number | undefined;
  /** The answer that the page shows. */
  readonly answer: Answer | undefined;
}

export interface Answer {
  readonly text: string;
  /** Shown whole (`json`), or with parts left out (`jsonc`). */
  readonly isWhole: boolean;
}

interface Block {
  readonly language: string;
  readonly line: number;
  readonly text: string;
}

/**
 * Every request in a page's code blocks: a `curl` command, or a line that begins with a path (asked as `reader`). A
 * line `# 404` behind it is its status; a JSON block behind the block is the answer to its last request.
 */
export function readExamples(markdown: string, origin: string, reader: string): Example[] {
  const blocks = readBlocks(markdown);
  return blocks.flatMap((block, index) => {
    const examples = readBlock(block, origin, reader);
    const answer = toAnswer(markdown, block, blocks[index + 1]);
    return examples.map((example, at) => ({
      ...example,
      answer: at === examples.length - 1 ? answer : undefined,
    }));
  });
}

function toAnswer(markdown: string, block: Block, next: Block | undefined): Answer | undefined {
  if (!next || !/^jsonc?$/.test(next.language) || !isNextTo(markdown, block, next)) return undefined;
  return { text: next.text, isWhole: next.language === "json" };
}

function readBlocks(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? "",
    line: markdown.slice(0, match.index).split("\n").length + 1,
    text: match[2] ?? "",
  }));
}

/** Whether nothing but empty lines stands between two blocks. */
function isNextTo(markdown: string, block: Block, next: Block): boolean {
  const end = block.line + block.text.split("\n").length - 1;
  return markdown
    .split("\n")
    .slice(end, next.line - 2)
    .every((line) => line.trim() === "");
}

function readBlock(block: Block, origin: string, reader: string): Omit<Example, "answer">[] {
  const commands = block.text.matchAll(/^(?:(\/[a-z]\S*).*|(curl (?:.*\\\n)*.*))$(?:\n# (\d{3})\b)?/gm);
  return [...commands].map(({ index, 1: path, 2: curl, 3: status }) => {
    const at = {
      line: block.line + block.text.slice(0, index).split("\n").length - 1,
      status: status === undefined ? undefined : Number(status),
    };
    if (path === undefined) return { ...readCurl(curl ?? ""), ...at };
    const headers = { authorization: `Bearer ${reader}` };
    return { url: `${origin}${path}`, init: { method: "GET", headers }, ...at };
  });
}
