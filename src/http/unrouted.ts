import type { Context, Hono } from "hono";
import { Problem } from "../domain/errors.ts";

const METHODS = ["GET", "POST", "PATCH", "DELETE"];

/** What is wrong with a request that no route took: its method, where the path has a route for another, or its path. */
export function toUnroutedProblem(app: Hono, { method, path }: Context["req"]): Problem {
  const allowed = METHODS.filter((name) =>
    app.router.match(name, path)[0].some(([[, route]]) => route.method === name),
  );
  if (allowed.length === 0) return new Problem("not_found", `There is no ${method} ${path}.`);
  const message = `${method} is not possible here`;
  const withHead = allowed.flatMap((name) => (name === "GET" ? ["GET", "HEAD"] : name));
  return new Problem("method_not_allowed", `${message}; use ${allowed.join(" or ")}.`, {
    errors: [{ field: "method", message, allowed: withHead }],
  });
}
