import type { Context } from "hono";
import { Problem } from "../domain/errors.ts";

/**
 * Stands behind the GET route of a path and refuses every other method.
 * @throws Problem `method_not_allowed`
 */
export function refuseMethod(context: Context): never {
  const message = `${context.req.method} is not possible here`;
  throw new Problem("method_not_allowed", `${message}; use GET.`, {
    errors: [{ field: "method", message, allowed: ["GET", "HEAD"] }],
  });
}
