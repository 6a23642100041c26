import { describe, expect, test } from "vitest";
import type { Anomaly } from "../insights/anomalies/answer.ts";
import { forget, readTold, remember, toEnded, toNews } from "./told.ts";

const TODAY = "2026-11-23";
const NOTHING = readTold(null);

/** Few leads on a day, or a silence: by default of everything, on Sunday. */
function toAnomaly(given: Partial<Anomaly> = {}): Anomaly {
  return {
    kind: "volume",
    labels: null,
    from: "2026-11-22T00:00:00+05:30",
    to: "2026-11-23T00:00:00+05:30",
    direction: "down",
    observed: 2,
    of: null,
    expected: { value: 20, low: 8, high: 32 },
    chance: 0.0001,
    sentence: "2 primary leads came.",
    ...given,
  };
}
const GOOGLE = { labels: { source: "google" } };
const FACEBOOK = { labels: { source: "facebook" } };
const SILENCE: Partial<Anomaly> = { kind: "drought", from: "2026-11-22T01:00:00+05:30" };
const SATURDAY = { from: "2026-11-21T00:00:00+05:30", to: "2026-11-22T00:00:00+05:30" };
const MONDAY = { from: "2026-11-23T00:00:00+05:30", to: "2026-11-24T00:00:00+05:30" };

describe("a silence of Sunday that was told", () => {
  test.each<[Partial<Anomaly>, Partial<Anomaly>, boolean]>([
    [{}, {}, false],
    [{}, GOOGLE, false],
    [{}, { ...SILENCE, ...GOOGLE }, false],
    [{}, { ...SILENCE, ...GOOGLE, ...MONDAY, to: null }, true],
    [{ to: null }, { ...SILENCE, ...GOOGLE, ...MONDAY, to: null }, false],
    [{}, SATURDAY, true],
    [{}, MONDAY, true],
    [{}, { direction: "up" }, true],
    [{}, { kind: "bot_share", direction: "up" }, false],
    [{ to: "2026-11-22T13:00:00+05:30" }, { kind: "bot_share", direction: "up" }, false],
    [{ to: "2026-11-22T12:00:00+05:30" }, { kind: "bot_share", direction: "up" }, true],
    [{}, { ...GOOGLE, kind: "suspicious_share", direction: "up" }, false],
    [GOOGLE, { ...FACEBOOK, kind: "bot_share", direction: "up" }, true],
    [{ to: "2026-11-22T04:00:00+05:30" }, { kind: "bot_share", direction: "up" }, true],
    [GOOGLE, GOOGLE, false],
    [GOOGLE, FACEBOOK, true],
    [GOOGLE, {}, true],
    [GOOGLE, { ...SILENCE, ...FACEBOOK }, true],
  ])("of %j makes of %j news: %s", (silence, found, isNews) => {
    const lull = toAnomaly({ ...SILENCE, ...silence });
    const told = remember(NOTHING, [lull], [], TODAY);
    const anomaly = toAnomaly(found);
    expect(toNews([anomaly], [lull], told)).toEqual(isNews ? [anomaly] : []);
    // One that nobody was told of explains nothing.
    expect(toNews([anomaly], [lull], NOTHING)).toEqual([anomaly]);
  });
});

test("what was told is told again after a week, unless it lasts", () => {
  const [early, late] = [toAnomaly(GOOGLE), toAnomaly(FACEBOOK)];
  const told = remember(remember(NOTHING, [early], [], "2026-11-16"), [late], [], "2026-11-17");
  expect(toNews([early, late], [], told)).toEqual([]);
  expect(toNews([early, late], [], forget(told, [], TODAY))).toEqual([early]);
  expect(toNews([early, late], [], forget(told, [early], TODAY))).toEqual([]);
  // A pause of a day is no week.
  const paused = forget(forget(told, [early], TODAY), [], "2026-11-24");
  expect(toNews([early], [], paused)).toEqual([]);
});

test("the end of a silence is told once, to who was told of the silence", () => {
  const [lasting, over] = [toAnomaly({ ...SILENCE, to: null }), toAnomaly(SILENCE)];
  expect(toEnded([over], NOTHING)).toEqual([]);
  const told = remember(NOTHING, [lasting], [], TODAY);
  expect(toEnded([lasting], told)).toEqual([]);
  expect(toEnded([over, toAnomaly({ ...SILENCE, ...GOOGLE })], told)).toEqual([over]);
  const toldBoth = remember(told, [], [over], TODAY);
  expect(toEnded([over], toldBoth)).toEqual([]);
  expect(toNews([lasting], [], toldBoth)).toEqual([]);
});
