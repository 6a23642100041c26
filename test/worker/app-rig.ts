import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { toKeyName } from "../../src/access/key.ts";
import { PROJECTS_NAME } from "../../src/access/project-directory.ts";
import { toApp } from "../../src/app.ts";
import type { Env } from "../../src/config.ts";

const KEYS = {
  lsk_reader: { id: "reader", role: "marketing", projects: "all" },
  lsk_alpha: { id: "alpha", role: "marketing", projects: ["alpha"] },
  lsk_sender: { id: "sender", role: "ingest", projects: "all" },
  lsk_sender_alpha: { id: "sender-alpha", role: "ingest", projects: ["alpha"] },
};

export interface AppRig {
  /** Statements that reached the SQL API. */
  readonly statements: string[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** The whole application over real KV and D1, with the SQL API answering no rows; bindings can be replaced. */
export async function createAppRig(bindings: Partial<Env> = {}): Promise<AppRig> {
  for (const [key, record] of Object.entries(KEYS)) {
    await env.DIRECTORY.put(
      await toKeyName(key),
      JSON.stringify({ ...record, created_at: "2026-01-01T00:00:00Z" }),
    );
  }
  const projects = [
    { id: "alpha", name: "Alpha", timezone: "Asia/Kolkata" },
    { id: "beta", name: "Beta" },
  ];
  await env.DIRECTORY.put(PROJECTS_NAME, JSON.stringify(projects));
  const statements: string[] = [];
  vi.stubGlobal("fetch", async (_url: string, init: RequestInit) => {
    statements.push(String(init.body));
    return Response.json({ meta: [], data: [], rows: 0, rows_before_limit_at_least: 0 });
  });
  const full: Env = { ...(env as unknown as Env), ...bindings };
  return {
    statements,
    fetch: async (path, init) => {
      const request = new Request(`http://leads.test${path}`, init);
      return toApp(full, "http://leads.test").fetch(request, full);
    },
  };
}

export const as = (key: string): Record<string, string> => ({ Authorization: `Bearer ${key}` });
