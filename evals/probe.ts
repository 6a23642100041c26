import type { Answered } from "./client.ts";
import { isSame, readPath } from "./path.ts";
import { findUnsaid } from "./said.ts";
import type { Fact, Task } from "./task.ts";
import type { World } from "./world.ts";

type Calling = (tool: string, input: Record<string, unknown>) => Promise<Answered>;

/** Makes a task's golden calls. @returns what is wrong with the answers, in sentences; nothing when they are right */
export async function probe(task: Task, world: World, call: Calling): Promise<string[]> {
  const { calls, facts, answer } = task.solve(world);
  const answers: Answered[] = [];
  for (const { tool, input } of calls) answers.push(await call(tool, { ...input }));
  const refused = answers.find(({ isError }) => isError);
  if (refused) return [`refused: ${refused.text}`];
  const last = answers.at(-1)?.structured;
  const texts = answers.map(({ text }) => text).join("\n");
  return [
    ...facts.flatMap((fact) => toFaults(fact, last)),
    ...findUnsaid(texts, answer).map((part) => `the text does not say ${JSON.stringify(part)}`),
  ];
}

/** What is wrong with a fact of an answer; nothing when it holds. */
export function toFaults(fact: Fact, answer: unknown): string[] {
  if ("holds" in fact) {
    const [low, high] = [Number(readPath(answer, fact.low)), Number(readPath(answer, fact.high))];
    return low <= fact.holds && fact.holds <= high ? [] : [`${fact.holds} is not within ${low} to ${high}`];
  }
  const value = readPath(answer, fact.at);
  const shown = `${fact.at} is ${JSON.stringify(value)}`;
  if ("is" in fact) return isSame(value, fact.is) ? [] : [`${shown}, not ${JSON.stringify(fact.is)}`];
  const isNear = typeof value === "number" && Math.abs(value - fact.near) <= fact.within;
  return isNear ? [] : [`${shown}, not ${fact.near} ± ${fact.within}`];
}
