import type { MiddlewareHandler } from "hono";
import type { ProjectDirectory } from "../domain/project.ts";

const MAX_AGE_S = 600;

/**
 * Lets the pages of the projects' origins, and no others, call a route from a browser and read its answer, errors
 * included. Answers the preflight.
 */
export function createCors(projects: ProjectDirectory, methods: string): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header("origin");
    if (origin === undefined) return next(); // a server: nothing to allow
    const isAllowed = await isKnownOrigin(origin, projects);
    const headers: [string, string][] = [["Vary", "Origin"]];
    if (isAllowed) headers.push(["Access-Control-Allow-Origin", origin]);

    if (c.req.method === "OPTIONS") {
      if (isAllowed)
        headers.push(
          ["Access-Control-Allow-Methods", methods],
          ["Access-Control-Allow-Headers", "Content-Type, Idempotency-Key, X-Site-Key"],
          ["Access-Control-Max-Age", String(MAX_AGE_S)],
        );
      return new Response(null, { status: 204, headers });
    }
    await next();
    for (const [name, value] of headers) c.res.headers.append(name, value);
    return undefined;
  };
}

async function isKnownOrigin(origin: string, projects: ProjectDirectory): Promise<boolean> {
  return (await projects.list()).some((project) => project.origins?.includes(origin));
}
