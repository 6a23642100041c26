import type * as z from "zod";
import type { Principal } from "../domain/principal.ts";
import type { Insights } from "../insights/insights.ts";
import type { Warning } from "../stats/answer.ts";
import type { Statistics } from "../stats/port.ts";
import { CONCISE } from "./concise.ts";
import { askFitting, type Listing } from "./fit.ts";
import { resolveProjectNames } from "./names/project-names.ts";
import { type NamingAnswer, toUnknownWarnings } from "./names/unknown-values.ts";
import { repairInput } from "./repair/repair.ts";
import { type Arguments, type JsonSchema, type Overrides, toInputSchema, toOutputSchema } from "./schema.ts";

/** What a tool may use to answer; there is no path from here to a person. */
export interface ToolContext {
  readonly statistics: Statistics;
  readonly insights: Insights;
  readonly principal: Principal;
}

/** The object REST would send, and the same in compact words for clients that show text only. */
export interface ToolAnswer {
  readonly structured: Record<string, unknown>;
  readonly text: string;
}

/** @see https://github.com/modelcontextprotocol/ext-apps specification/2026-01-26 */
export interface ToolMeta extends Record<string, unknown> {
  readonly ui: { readonly resourceUri: string };
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  /** What hosts that show pages are told, e.g. which one draws the answers. */
  readonly meta?: ToolMeta;
  /** @throws Problem whose words may reach the model */
  run(input: Arguments, context: ToolContext): Promise<ToolAnswer>;
}

export interface ToolSpec<A extends NamingAnswer> {
  readonly name: string;
  readonly title: string;
  /** What it returns and which sibling answers other questions; never an order. */
  readonly description: string;
  readonly question: z.ZodObject;
  /** Beside what {@link CONCISE} says of the parameters that most tools share. */
  readonly overrides?: Overrides;
  /** Parameters that are not advertised. */
  readonly hidden?: readonly string[];
  readonly answer: z.ZodObject & z.ZodType<A>;
  /** Defaults that suit a conversation; they fill only what the caller left out. */
  readonly defaults?: (input: Arguments) => Arguments;
  /** Page that draws the answers; see src/mcp/view. */
  readonly view?: string;
  ask(input: Arguments, context: ToolContext): Promise<A>;
  /** What may be too long for a conversation. */
  readonly listing?: Listing<A>;
  toText(answer: A): string;
}

/** Every tool only reads our own data, so all carry the same hints; directories demand all four. */
export const ANNOTATIONS = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
} as const;

export function createTool<A extends NamingAnswer>(spec: ToolSpec<A>): Tool {
  const inputSchema = toInputSchema(spec.question, { ...CONCISE, ...spec.overrides }, spec.hidden);
  return {
    name: spec.name,
    title: spec.title,
    description: spec.description,
    inputSchema,
    outputSchema: toOutputSchema(spec.answer),
    ...(spec.view && { meta: { ui: { resourceUri: spec.view } } }),
    async run(raw, context) {
      const draft = repairInput(raw, inputSchema);
      await resolveProjectNames(draft, context);
      const { input, notes } = draft;
      const question = { ...spec.defaults?.(input), ...input };
      const repaired = notes.map((message) => ({ code: "arguments_repaired", message }));
      const ask = async (asked: Arguments) => {
        const found = await spec.ask(asked, context);
        return withWarnings(found, [...repaired, ...(await toUnknownWarnings(found, context))]);
      };
      const fitting = await askFitting(ask, question, spec.listing);
      const answer = withWarnings(fitting.answer, fitting.warnings);
      return { structured: { ...answer }, text: spec.toText(answer) };
    },
  };
}

/** The caller learns in the answer how its arguments were read, and which of them exist nowhere. */
function withWarnings<A extends NamingAnswer>(answer: A, warnings: readonly Warning[]): A {
  if (warnings.length === 0) return answer;
  const { quality } = answer;
  return { ...answer, quality: { ...quality, warnings: [...quality.warnings, ...warnings] } };
}
