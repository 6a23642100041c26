import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type App, createOAuthRig, type OAuthRig, readAnswer, type Tokens } from "./oauth-rig.ts";

const DAY_S = 86_400;
/** The library takes nothing that would end within a minute. */
const MARGIN_S = 120;

let rig: OAuthRig;
let app: App;
beforeEach(async () => {
  rig = await createOAuthRig();
  app = await rig.register();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Uses the grant, which only one that is still there allows. */
async function refresh({ refresh_token }: Tokens): Promise<Tokens> {
  const { status, body } = await readAnswer(await rig.refresh(app, refresh_token));
  expect(status).toBe(200);
  return body as Tokens;
}

async function expectEnded({ refresh_token }: Tokens): Promise<void> {
  expect(await readAnswer(await rig.refresh(app, refresh_token))).toMatchObject({
    status: 400,
    body: { error: "invalid_grant" },
  });
}

test("an app that was never used again stays signed in for 30 days", async () => {
  const tokens = await rig.connect(app, "lsk_alpha");
  rig.advance(30 * DAY_S - MARGIN_S);
  await refresh(tokens);
});

test("an app that was never used again is signed out after 30 days", async () => {
  const tokens = await rig.connect(app, "lsk_alpha");
  rig.advance(30 * DAY_S);
  await expectEnded(tokens);
});

test("an app in use stays signed in for months, 30 days from each use", async () => {
  let tokens = await rig.connect(app, "lsk_alpha");
  for (let use = 0; use < 5; use++) {
    rig.advance(30 * DAY_S - MARGIN_S);
    tokens = await refresh(tokens);
  }
});

test("an app that was in use is signed out 30 days after the last time", async () => {
  const first = await rig.connect(app, "lsk_alpha");
  rig.advance(20 * DAY_S);
  const second = await refresh(first);
  rig.advance(30 * DAY_S);
  await expectEnded(second);
});
