/** What a client shows a model of a tool. */
export interface Described {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

const K1 = 1.2;
const B = 0.75;

/** Words that say nothing about what is asked for. */
const STOP = new Set(
  (
    "a about all an and any are as at be been but can could did do does each for from get gets give given go had has " +
    "have he her how i if in into is it its just lead leads like list many me more most my no not now of off on one only or other our " +
    "out over please put quick send sends she so some such tell than that the their them then there these they " +
    "this those to us was we were what where which who will with would you your"
  ).split(" "),
);

/** Words that ask for the same. */
const SAME: Readonly<Record<string, string>> = { by: "per", daily: "day", weekly: "week", hourly: "hour" };

/** How a question names its period; every tool takes one, so it tells nothing. */
const PERIOD = new RegExp(
  [
    "(?:the )?(?:last|past) (?:\\w+ )?(?:full )?(?:days?|weeks?|months?)(?:['’]s)?",
    "(?:two|six|eleven) weeks ago",
    "the (?:week|days|four) before",
    "(?:over|of|for|in|on) (?:that|those|two|four|eight|eleven|\\d+) (?:two )?(?:full )?(?:days?|weeks?)",
    "that (?:week|day)",
  ]
    .map((words) => `\\b${words}\\b`)
    .join("|"),
  "gi",
);

/**
 * Tools by how well their words match a question, best first (BM25, S. Robertson and H. Zaragoza, 2009). A stand-in
 * for a model's choice: it shows descriptions that overlap or lack the words people use, and no more than that.
 */
export function rankTools(question: string, tools: readonly Described[]): string[] {
  const documents = toDocuments(tools).map(toTerms);
  const mean = documents.reduce((sum, terms) => sum + terms.length, 0) / documents.length;
  const asked = new Set(toTerms(question.replaceAll(PERIOD, " ")));
  const scored = documents.map((terms, index) => {
    let score = 0;
    for (const term of asked) {
      const holders = documents.filter((other) => other.includes(term)).length;
      const count = terms.filter((other) => other === term).length;
      const rarity = Math.log(1 + (documents.length - holders + 0.5) / (holders + 0.5));
      score += (rarity * count * (K1 + 1)) / (count + K1 * (1 - B + (B * terms.length) / mean));
    }
    return { name: tools[index]?.name ?? "", score };
  });
  // A tie is settled by name, so that the order of the catalog favours nobody.
  return scored
    .sort((one, other) => other.score - one.score || (one.name < other.name ? -1 : 1))
    .map(({ name }) => name);
}

/** The words about each tool: its own, and the clauses in which its siblings point to it. */
function toDocuments(tools: readonly Described[]): string[] {
  const words = new Map(tools.map(({ name, title }) => [name, `${name} ${title}`]));
  for (const { name, description } of tools) {
    for (const clause of description.split(/\. |; |(?<=[a-z]_[a-z]+), /)) {
      const named = tools.filter((tool) => clause.includes(tool.name)).map((tool) => tool.name);
      for (const about of named.length > 0 ? named : [name]) {
        words.set(about, `${words.get(about)} ${clause.replace(/[a-z]+_[a-z_]+/g, "")}`);
      }
    }
  }
  return tools.map(({ name }) => words.get(name) ?? "");
}

/** Words of a text without endings, tool names taken apart. */
function toTerms(text: string): string[] {
  const words =
    text
      .toLowerCase()
      .replaceAll("_", " ")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !STOP.has(word)).map((word) => toStem(SAME[word] ?? word));
}

function toStem(word: string): string {
  if (word.length <= 3) return word;
  return word.replace(/(?:ies|y)$/, "").replace(/(?:ations?|ise|ings?|ers?|ed|es|s|e)$/, "");
}
