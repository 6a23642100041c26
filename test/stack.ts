import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Stack, type StackOptions, startStack } from "../local/stack.ts";

/** A fresh, empty stack in a temporary folder on free ports; `close` removes it. */
export async function startTestStack(options: Partial<StackOptions> = {}): Promise<Stack> {
  const home = mkdtempSync(join(tmpdir(), "lead-stats-"));
  const stack = await startStack({ home, port: 0, enginePort: 0, demoData: false, ...options });
  return {
    ...stack,
    close: async () => {
      await stack.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
