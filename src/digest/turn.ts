/** Projects that one run sends to; a run may ask others only so often, and the next one comes soon. */
export const MAX_PER_RUN = 20;
/** How often the clock asks. */
const RUN_MS = 1_800_000;

/** Every run begins with another project, so that some that fail keep none from their turn. */
export function toTurn<P>(projects: readonly P[], nowMs: number): P[] {
  const start = (Math.floor(nowMs / RUN_MS) * MAX_PER_RUN) % Math.max(1, projects.length);
  return [...projects.slice(start), ...projects.slice(0, start)];
}
