import { SLOTS } from "./point.ts";

/** Where the value of one key of an imported line goes. */
export interface Target {
  kind: "blob" | "double" | "index" | "timestamp" | "interval";
  /** Position among the blobs or doubles, from 0. */
  at: number;
  /** Name for messages: the key, and its slot when that differs. */
  label: string;
  /** The same number for all names of one slot, from 0 to {@link TARGETS} - 1. */
  id: number;
}

/** How many different places there are. */
export const TARGETS = 2 * SLOTS + 3;

function toSlots(): Map<string, Target> {
  const slots = new Map<string, Target>([["index1", { kind: "index", at: 0, label: "index1", id: 0 }]]);
  for (const kind of ["blob", "double"] as const) {
    for (let at = 0; at < SLOTS; at++) {
      const label = `${kind}${at + 1}`;
      slots.set(label, { kind, at, label, id: slots.size });
    }
  }
  return slots;
}

const SLOT_TARGETS = toSlots();

/** True for `index1`, `blob1` … `blob20`, `double1` … `double20`. */
export function isSlot(name: string): boolean {
  return SLOT_TARGETS.has(name);
}

/** All keys that a dataset's lines may have: the fixed ones, the slots and the given column names. */
export function toTargets(columns: Record<string, string>): ReadonlyMap<string, Target> {
  const targets = new Map(SLOT_TARGETS);
  targets.set("timestamp", { kind: "timestamp", at: 0, label: "timestamp", id: TARGETS - 2 });
  targets.set("_sample_interval", { kind: "interval", at: 0, label: "_sample_interval", id: TARGETS - 1 });
  for (const [name, slot] of Object.entries(columns)) {
    const target = SLOT_TARGETS.get(slot);
    if (target) targets.set(name, { ...target, label: `${name} (${slot})` });
  }
  return targets;
}
