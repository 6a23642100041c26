import type { Task } from "./task.ts";
import { BREAKDOWN } from "./tasks/breakdown.ts";
import { CHANGE } from "./tasks/change.ts";
import { COMPARISON } from "./tasks/comparison.ts";
import { OVERVIEW } from "./tasks/overview.ts";
import { PLANNING } from "./tasks/planning.ts";
import { QUALITY } from "./tasks/quality.ts";
import { TIMING } from "./tasks/timing.ts";

/** Every question an agent must answer. */
export const TASKS: readonly Task[] = [
  OVERVIEW,
  BREAKDOWN,
  COMPARISON,
  TIMING,
  QUALITY,
  CHANGE,
  PLANNING,
].flat();
