import { describe, expect, test } from "vitest";
import { Problem } from "../domain/errors.ts";
import { createHealthRoutes, type HealthCheck } from "./health.ts";

/** The route over one check; the clock stands until it is moved. */
function createRig(check: HealthCheck) {
  let nowMs = 1_000_000;
  const logged: unknown[] = [];
  const routes = createHealthRoutes(
    { directory: async () => {}, files: check },
    () => nowMs,
    (event, detail) => void logged.push({ event, ...detail }),
  );
  return {
    logged,
    advance: (seconds: number) => {
      nowMs += seconds * 1000;
    },
    async ask() {
      const response = await routes.request("/healthz");
      return { status: response.status, body: await response.json() };
    },
  };
}

/** A check that is answered by hand. */
function createCheck() {
  const waiting: ((isUp: boolean) => void)[] = [];
  const check = () =>
    new Promise<void>((done, fail) => {
      waiting.push((isUp) => (isUp ? done() : fail(new Error("down"))));
    });
  return { check, waiting };
}

const HEALTHY = { status: 200, body: { status: "ok", checks: { directory: "ok", files: "ok" } } };
const DEGRADED = {
  status: 503,
  body: { status: "degraded", checks: { directory: "ok", files: "unavailable" } },
};

describe("health", () => {
  test.each<[string, HealthCheck]>([
    ["rejects", () => Promise.reject(new Error("not bound"))],
    [
      "throws at once",
      () => {
        throw new Error("not bound");
      },
    ],
  ])("names the part whose check %s, and tells the log why", async (_how, check) => {
    const rig = createRig(check);
    expect(await rig.ask()).toEqual(DEGRADED);
    expect(rig.logged).toEqual([{ event: "health_check_failed", name: "files", error: "Error: not bound" }]);
  });

  test("is looked into anew after the clock was set back", async () => {
    let isUp = true;
    const rig = createRig(async () => {
      if (!isUp) throw new Error("down");
    });
    expect(await rig.ask()).toEqual(HEALTHY);
    isUp = false;
    expect(await rig.ask()).toEqual(HEALTHY);
    rig.advance(-600);
    expect(await rig.ask()).toEqual(DEGRADED);
  });

  test("that a problem stands in the way of is told to the log by its cause", async () => {
    const cause = new Error("SQL API 403: no | check the token");
    const rig = createRig(() => Promise.reject(new Problem("statistics_unavailable", "Not now.", { cause })));
    expect(await rig.ask()).toEqual(DEGRADED);
    expect(rig.logged).toMatchObject([{ error: "Error: SQL API 403: no | check the token" }]);
    const bare = createRig(() => Promise.reject(new Problem("statistics_unavailable", "Not now.")));
    await bare.ask();
    expect(bare.logged).toMatchObject([{ error: "Problem: Not now." }]);
  });

  test("is looked at by one request at a time; the others are told what was found just before", async () => {
    const { check, waiting } = createCheck();
    const rig = createRig(check);
    const first = rig.ask();
    waiting.shift()?.(true);
    expect(await first).toEqual(HEALTHY);
    rig.advance(10);

    const looking = rig.ask();
    expect(await Promise.all([rig.ask(), rig.ask()])).toEqual([HEALTHY, HEALTHY]);
    expect(waiting).toHaveLength(1);
    waiting.shift()?.(false);
    expect(await looking).toEqual(DEGRADED);
    expect(await rig.ask()).toEqual(DEGRADED);
  });

  test("is looked at anew when whoever was looking never came back", async () => {
    const { check, waiting } = createCheck();
    const rig = createRig(check);
    const first = rig.ask();
    waiting.shift()?.(true);
    await first;
    rig.advance(10);
    void rig.ask();
    rig.advance(3);
    const later = rig.ask();
    expect(waiting).toHaveLength(2);
    for (const answer of waiting) answer(true);
    expect(await later).toEqual(HEALTHY);
  });

  test("is never told from a look of long ago", async () => {
    const { check, waiting } = createCheck();
    const rig = createRig(check);
    const first = rig.ask();
    waiting.shift()?.(true);
    await first;
    rig.advance(3600);
    const answers = [rig.ask(), rig.ask()];
    for (const answer of waiting) answer(false);
    expect(await Promise.all(answers)).toEqual([DEGRADED, DEGRADED]);
  });
});
