import { readFileSync } from "node:fs";
import { openDesk } from "../evals/desk.ts";
import { EXAMPLE_NOW } from "../evals/examples.ts";
import { CHART_FILE } from "../scripts/view-bundle.ts";
import { TOOLS } from "../src/mcp/tools/index.ts";
import { CALLS, type Name } from "./chart-view-calls.ts";
import type { ChatRoom } from "./chart-view-chat.ts";
import { openChatBrowser, toFramed } from "./chart-view-rig.ts";

/** Answers of the tools on the demo data as of a fixed moment, and a browser to draw them in. */
export interface DrawnDesk {
  readonly room: ChatRoom;
  find<T>(name: Name): T;
  close(): Promise<void>;
}

export async function openDrawnDesk(): Promise<DrawnDesk> {
  const [desk, browser] = await Promise.all([
    openDesk(EXAMPLE_NOW, "http://localhost:8787"),
    openChatBrowser(),
  ]);
  const answers = new Map<string, unknown>();
  for (const [name, [tool, input]] of Object.entries(CALLS)) {
    const answer = await TOOLS.find((one) => one.name === tool)?.run({ ...input }, desk);
    answers.set(name, answer?.structured);
  }
  return {
    room: { browser, html: toFramed(readFileSync(CHART_FILE, "utf8"), {}) },
    find: <T>(name: Name) => answers.get(name) as T,
    async close() {
      await browser.close();
      await desk.close();
    },
  };
}
