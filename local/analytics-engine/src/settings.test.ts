import { expect, test } from "vitest";
import { OptionInvalid, SETTINGS_OFF } from "./options.ts";
import { readSettings } from "./settings.ts";

const refused = (changes: unknown): string => {
  try {
    readSettings(changes, SETTINGS_OFF);
  } catch (error) {
    if (error instanceof OptionInvalid) return error.message;
  }
  return "accepted";
};

test("lays changes over what is set, and null switches off", () => {
  const first = readSettings(
    { ingestDelayMs: 90_000, sampling: { ratePerSecondPerIndex: 100 } },
    SETTINGS_OFF,
  );
  expect(first).toEqual({
    ...SETTINGS_OFF,
    ingestDelayMs: 90_000,
    sampling: { ratePerSecondPerIndex: 100, seed: 1 },
  });
  const second = readSettings({ ingestDelayMs: null, maxRows: 10_000, retentionDays: undefined }, first);
  expect(second).toEqual({ ...first, ingestDelayMs: null, maxRows: 10_000 });
  expect(second.sampling).toBe(first.sampling);
});

test("names the setting and what it allows", () => {
  expect(
    [
      { delay: 1 },
      [],
      { ingestDelayMs: -1 },
      { ingestDelayMs: 1.5 },
      { sampling: 100 },
      { sampling: { rate: 1 } },
      { sampling: {} },
      { readSampling: { aboveRows: "10" } },
      { retentionDays: 0 },
      { dailyQueryLimit: Number.NaN },
      { faults: { share: 2 } },
      { faults: { next: ["404"] } },
    ].map(refused),
  ).toMatchInlineSnapshot(`
    [
      "settings has no option "delay"; the options are ingestDelayMs, sampling, readSampling, retentionDays, dailyQueryLimit, dailyWriteLimit, maxRows, faults",
      "settings must be an object",
      "ingestDelayMs must be a whole number from 0 to 3600000",
      "ingestDelayMs must be a whole number from 0 to 3600000",
      "sampling must be an object",
      "sampling has no option "rate"; the options are ratePerSecondPerIndex, seed",
      "sampling.ratePerSecondPerIndex must be a whole number from 1 to 2147483648",
      "readSampling.aboveRows must be a whole number from 0 to 9007199254740991",
      "retentionDays must be a whole number from 1 to 36500",
      "dailyQueryLimit must be a whole number from 0 to 2147483648",
      "faults.share must be a number from 0 to 1",
      "faults.next must be a list of "429", "500", "502", "503", "slow", "cut"",
    ]
  `);
});
