import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as z from "zod";
import { ROOT } from "../local/home.ts";

/** Protocol revisions with a frozen list of required scenarios. */
export const REVISIONS = ["2026-07-28", "2025-11-25"] as const;
export type Revision = (typeof REVISIONS)[number];

const FOLDER = resolve(ROOT, "node_modules/@modelcontextprotocol/conformance");

/** The suite's command. */
export const COMMAND = resolve(FOLDER, "dist/index.js");

/** Version of the suite that is installed. */
export function readSuiteVersion(): string {
  return z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(resolve(FOLDER, "package.json"), "utf8"))).version;
}

/** Scenarios a server must pass for a revision, in the suite's order; all others run and count for nothing. */
export function readScored(revision: Revision): string[] {
  const text = readFileSync(resolve(FOLDER, `requirements/${revision}.yaml`), "utf8");
  const [, block = ""] = /^server:\n((?: {2}- .+\n)+)/m.exec(text) ?? [];
  return [...block.matchAll(/- (\S+)/g)].map(([, name = ""]) => name);
}
