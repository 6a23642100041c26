/** One argument of a prompt; without a value its default phrase stands in the text. */
export interface PromptArgument {
  readonly name: string;
  readonly fallback: string;
  readonly description: string;
}

export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  readonly body: string;
}

/**
 * Reads a prompt file: lines between `---` name it and list its arguments as `argument NAME: DEFAULT | MEANING`,
 * the rest is its text with `{{NAME}}` for each value.
 * @throws TypeError when the file is not of this form
 */
export function readPrompt(file: string): Prompt {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(file) ?? [];
  if (head === undefined || body === undefined) throw new TypeError("a prompt file begins with a --- block");
  const fields = new Map<string, string>();
  const args: PromptArgument[] = [];
  for (const line of head.split("\n").filter((text) => text.trim() !== "")) {
    const [, key = "", value = ""] = /^([a-z_ ]+): (.+)$/.exec(line) ?? [];
    if (key.startsWith("argument ")) args.push(readArgument(key.slice("argument ".length), value));
    else fields.set(key, value);
  }
  const field = (name: string): string => {
    const value = fields.get(name);
    if (value === undefined) throw new TypeError(`a prompt file needs "${name}"`);
    return value;
  };
  return {
    name: field("name"),
    title: field("title"),
    description: field("description"),
    arguments: args,
    body: body.trim(),
  };
}

function readArgument(name: string, text: string): PromptArgument {
  const [fallback, description] = text.split(" | ");
  if (!fallback || !description) throw new TypeError(`argument ${name}: needs "default | meaning"`);
  return { name, fallback, description };
}

/** A longer value is no name of anything here. */
const MAX_VALUE_CHARS = 200;

/**
 * The text with the caller's values, or the default phrases where there are none. A value of more than one word is
 * quoted: it may be a label that a stranger typed.
 */
export function toPromptText(prompt: Prompt, values: Readonly<Record<string, unknown>>): string {
  return prompt.arguments.reduce((text, { name, fallback }) => {
    const value = toValue(values[name]) ?? fallback;
    return text.replaceAll(`{{${name}}}`, () => value);
  }, prompt.body);
}

function toValue(given: unknown): string | undefined {
  if (typeof given !== "string") return undefined;
  const value = given.replace(/\s+/g, " ").trim().slice(0, MAX_VALUE_CHARS);
  if (value === "") return undefined;
  return /^[\p{L}\p{N}._+-]+$/u.test(value) ? value : JSON.stringify(value);
}
