import { FAULT_KINDS, type FaultKind, type FaultPlan } from "./faults.ts";
import { OptionInvalid, SETTINGS_OFF, type Settings } from "./options.ts";
import type { ReadSampling } from "./read-sampling.ts";
import type { Sampling } from "./sampler.ts";

const MAX_DELAY_MS = 3_600_000;
const MAX_COUNT = 2 ** 31;

type Fields = Record<string, unknown>;

function readFields(value: unknown, name: string, allowed: readonly string[]): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new OptionInvalid(`${name} must be an object`);
  }
  const unknown = Object.keys(value).find((key) => !allowed.includes(key));
  if (unknown !== undefined) {
    throw new OptionInvalid(`${name} has no option "${unknown}"; the options are ${allowed.join(", ")}`);
  }
  return value as Fields;
}

function readNumber(value: unknown, name: string, min: number, max: number, whole = true): number {
  if (typeof value === "number" && value >= min && value <= max && (!whole || Number.isInteger(value)))
    return value;
  throw new OptionInvalid(`${name} must be a ${whole ? "whole " : ""}number from ${min} to ${max}`);
}

function readKinds(value: unknown, name: string): FaultKind[] {
  if (Array.isArray(value) && value.every((kind) => FAULT_KINDS.includes(kind))) return value;
  throw new OptionInvalid(`${name} must be a list of ${FAULT_KINDS.map((kind) => `"${kind}"`).join(", ")}`);
}

function readSampling(value: unknown): Sampling {
  const fields = readFields(value, "sampling", ["ratePerSecondPerIndex", "seed"]);
  return {
    ratePerSecondPerIndex: readNumber(
      fields.ratePerSecondPerIndex,
      "sampling.ratePerSecondPerIndex",
      1,
      MAX_COUNT,
    ),
    seed: readNumber(fields.seed ?? 1, "sampling.seed", 0, MAX_COUNT),
  };
}

function readReadSampling(value: unknown): ReadSampling {
  const fields = readFields(value, "readSampling", ["aboveRows"]);
  return { aboveRows: readNumber(fields.aboveRows, "readSampling.aboveRows", 0, Number.MAX_SAFE_INTEGER) };
}

function readFaults(value: unknown): FaultPlan {
  const fields = readFields(value, "faults", ["next", "share", "kinds", "seed", "delayMs"]);
  const plan: FaultPlan = {};
  if (fields.next !== undefined) plan.next = readKinds(fields.next, "faults.next");
  if (fields.kinds !== undefined) plan.kinds = readKinds(fields.kinds, "faults.kinds");
  if (fields.share !== undefined) plan.share = readNumber(fields.share, "faults.share", 0, 1, false);
  if (fields.seed !== undefined) plan.seed = readNumber(fields.seed, "faults.seed", 0, MAX_COUNT);
  if (fields.delayMs !== undefined)
    plan.delayMs = readNumber(fields.delayMs, "faults.delayMs", 0, MAX_DELAY_MS);
  return plan;
}

const READERS: { [Name in keyof Settings]: (value: unknown) => Settings[Name] } = {
  ingestDelayMs: (value) => readNumber(value, "ingestDelayMs", 0, MAX_DELAY_MS),
  sampling: readSampling,
  readSampling: readReadSampling,
  retentionDays: (value) => readNumber(value, "retentionDays", 1, 36_500),
  dailyQueryLimit: (value) => readNumber(value, "dailyQueryLimit", 0, MAX_COUNT),
  dailyWriteLimit: (value) => readNumber(value, "dailyWriteLimit", 0, MAX_COUNT),
  maxRows: (value) => readNumber(value, "maxRows", 1, MAX_COUNT),
  faults: readFaults,
};

/** The names of all settings. */
export const SETTING_NAMES = Object.keys(SETTINGS_OFF) as (keyof Settings)[];

/**
 * Lays changes over the current settings: `null` switches one off, a missing one stays as it is.
 * @throws OptionInvalid naming the setting and what it allows
 */
export function readSettings(changes: unknown, current: Settings): Settings {
  const fields = readFields(changes, "settings", SETTING_NAMES);
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const read = given.map(([name, value]) => [
    name,
    value === null ? null : READERS[name as keyof Settings](value),
  ]);
  return { ...current, ...Object.fromEntries(read) };
}
