import type { Hono } from "hono/tiny";
import type * as z from "zod";
import { Problem } from "../domain/errors.ts";
import type { Principal } from "../domain/principal.ts";
import type { Authorize } from "./authorize.ts";
import type { Sheet } from "./csv.ts";
import { toDashboard } from "./dashboard-link.ts";
import { FORMATS, type Format, readExportWish } from "./export-format.ts";
import { toExportResponse } from "./export-response.ts";
import { listParameters, readParameters, toNamedByParameter } from "./parameters.ts";

/** A question that can be asked by its address. */
export interface Question<A extends object> {
  readonly path: string;
  readonly request: z.ZodObject;
  readonly ask: (raw: unknown, principal: Principal) => Promise<A>;
  /** Answers as CSV too, when given. */
  readonly toSheet?: (answer: A) => Sheet;
  /** Name of a saved answer, without its ending. */
  readonly toFileName?: (answer: A) => string;
}

/** Adds the route of a question. */
export function addQuestion<A extends object>(
  routes: Hono,
  authorize: Authorize,
  question: Question<A>,
): void {
  const { path, request, toSheet } = question;
  const formats: readonly Format[] = toSheet ? FORMATS : ["json"];
  const allowed = listParameters(request, toSheet ? ["format", "bom"] : ["format"]);
  routes.get(path, async (context) => {
    const page = toDashboard(context.req.raw);
    if (page) return page;
    const principal = await authorize(context.req.raw);
    const search = new URL(context.req.url).searchParams;
    const { format, bom, ...raw } = readParameters(search, allowed);
    const wish = readExportWish({ format, bom }, context.req.raw.headers.get("accept"), formats);
    const answer = await question.ask(raw, principal).catch((error: unknown) => {
      throw error instanceof Problem ? toNamedByParameter(error, search) : error;
    });
    const sheet = wish.format === "csv" ? toSheet?.(answer) : undefined;
    return toExportResponse({ answer, sheet, fileName: question.toFileName?.(answer) }, wish);
  });
}
