import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  createOAuthRig,
  dropKey,
  KEYS,
  type OAuthRig,
  ORIGIN,
  putKey,
  REDIRECT,
  toCookie,
  toFormAction,
  toLocation,
  toWords,
} from "./oauth-rig.ts";

let rig: OAuthRig;
let path: string;
beforeEach(async () => {
  rig = await createOAuthRig();
  path = await rig.toAuthorizePath(await rig.register());
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("the decision", () => {
  test("is taken on a page that says what would be granted", async () => {
    const page = await rig.signIn(path, "lsk_alpha");
    expect(toWords(page)).toMatchInlineSnapshot(
      `"Allow “ Test App ” to read lead statistics? Who is asking the app gave this name itself; nobody has checked it Access is sent to app.example.com Granted by the access key alpha , role marketing Projects Alpha &#60;Homes&#62; It can read counts, rates and reports of these projects. It cannot change anything, and never sees a name, an e-mail address or a phone number. Until the key is revoked or expires, the app signs out, or it has not been used for 30 days Allow Deny"`,
    );
    expect(toWords(await rig.signIn(path, "lsk_admin"))).toContain("role admin Projects all projects");
    expect(page.text).not.toContain("lsk_alpha");
    expect(page.headers.getSetCookie().join()).toMatch(
      /^__Host-[^;]+; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=600$/,
    );
    expect(page.headers.get("X-Frame-Options")).toBe("DENY");
  });

  test("to allow sends a code, the state and the issuer to the app", async () => {
    const decided = await rig.decide(await rig.signIn(path, "lsk_alpha"), "allow");
    const location = toLocation(decided);
    expect([decided.status, location.origin + location.pathname]).toEqual([302, REDIRECT]);
    expect(Object.fromEntries(location.searchParams)).toEqual({
      code: expect.stringMatching(/^[0-9a-f]{32}:/),
      state: "the state",
      iss: ORIGIN,
    });
    expect(decided.headers.get("Referrer-Policy")).toBe("no-referrer");
  });

  test("to deny tells the app no more than that", async () => {
    const decided = await rig.decide(await rig.signIn(path, "lsk_alpha"), "deny");
    expect(toLocation(decided).href).toBe(
      `${REDIRECT}?error=access_denied&state=the+state&iss=${encodeURIComponent(ORIGIN)}`,
    );
  });

  test.each(["allow", "deny"] as const)(
    "is taken once: to %s, and a second press changes nothing",
    async (decision) => {
      const page = await rig.signIn(path, "lsk_alpha");
      const first = await rig.decide(page, decision);
      for (const seconds of [0, 15, 14]) {
        rig.advance(seconds);
        const again = await rig.decide(page, "allow");
        expect([again.status, toLocation(again).href]).toEqual([302, toLocation(first).href]);
      }
      rig.advance(2);
      const late = await rig.decide(page, "allow");
      expect([late.status, late.headers.get("Location")]).toEqual([400, null]);
      expect(toWords(late)).toContain("was used before");
    },
  );

  test("that is posted twice at once makes one grant and gives both the same answer", async () => {
    const page = await rig.signIn(path, "lsk_alpha");
    const grants = (await env.OAUTH_KV.list({ prefix: "grant:" })).keys.length;
    const both = await Promise.all([rig.decide(page, "allow"), rig.decide(page, "allow")]);
    expect(both.map(({ status }) => status)).toEqual([302, 302]);
    expect(new Set(both.map((one) => toLocation(one).href)).size).toBe(1);
    expect((await env.OAUTH_KV.list({ prefix: "grant:" })).keys.length - grants).toBe(1);
  });

  test("that another instance is still carrying out is waited for", async () => {
    const page = await rig.signIn(path, "lsk_alpha");
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const slow = new Proxy(env.OAUTH_KV, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== "function") return member;
        return async (...args: unknown[]) => {
          if (String(args[0]).startsWith("grant:")) await finished;
          return Reflect.apply(member, target, args);
        };
      },
    });
    const other = await createOAuthRig({ OAUTH_KV: slow });
    const countOpen = async () => (await env.OAUTH_KV.list({ prefix: "transaction:" })).keys.length;
    const open = await countOpen();
    const first = other.decide(page, "allow");
    await vi.waitFor(async () => expect(await countOpen()).toBe(open - 1));
    const second = rig.decide(page, "allow");
    finish();
    expect(toLocation(await second).href).toBe(toLocation(await first).href);
  });

  test("leaves a code that works once, however often the button is pressed", async () => {
    const app = await rig.register();
    const page = await rig.signIn(await rig.toAuthorizePath(app), "lsk_alpha");
    await rig.decide(page, "allow");
    const code = toLocation(await rig.decide(page, "allow")).searchParams.get("code") ?? "";
    const exchange = () =>
      rig.requestToken({
        grant_type: "authorization_code",
        client_id: app.client_id,
        code,
        redirect_uri: REDIRECT,
        code_verifier: rig.verifier,
      });
    expect((await exchange()).status).toBe(200);
    expect((await exchange()).status).toBe(400);
  });

  test("is taken in the browser that signed in", async () => {
    const page = await rig.signIn(path, "lsk_alpha");
    const other = await rig.signIn(path, "lsk_alpha");
    for (const cookie of ["", toCookie(other), toCookie(page).replace(/=.*/, `=${"0".repeat(64)}`)])
      expect((await rig.decide(page, "allow", cookie)).status).toBe(400);
    expect((await rig.decide(page, "allow")).status).toBe(302);
    for (const cookie of ["", toCookie(other)])
      expect((await rig.decide(page, "allow", cookie)).status).toBe(400);
  });

  test("is taken by pressing a button, not by following a link", async () => {
    const page = await rig.signIn(path, "lsk_alpha");
    const headers = { Cookie: toCookie(page) };
    expect((await rig.show(`${toFormAction(page)}&decision=allow`, { headers })).status).toBe(404);
    // A form without a button's name is no consent.
    const posted = await rig.show(toFormAction(page), { method: "POST", headers, body: "" });
    expect(toLocation(posted).searchParams.get("error")).toBe("access_denied");
  });

  test.each([
    ["Origin", "https://evil.example"],
    ["Origin", "null"],
    ["Sec-Fetch-Site", "cross-site"],
    ["Sec-Fetch-Site", "same-site"],
  ])("is not taken by another site's page (%s: %s)", async (name, value) => {
    const page = await rig.signIn(path, "lsk_alpha");
    const headers = { Cookie: toCookie(page), [name]: value };
    const body = new URLSearchParams({ decision: "allow" });
    expect((await rig.show(toFormAction(page), { method: "POST", headers, body })).status).toBe(403);
    expect((await rig.signIn(path, "lsk_alpha", { [name]: value })).status).toBe(403);
    const own = { Origin: ORIGIN, "Sec-Fetch-Site": "same-origin" };
    expect((await rig.signIn(path, "lsk_alpha", own)).status).toBe(200);
  });

  test("is not taken with a key that ended meanwhile", async () => {
    await putKey("lsk_leaver", { ...KEYS.lsk_alpha, id: "leaver" });
    const page = await rig.signIn(path, "lsk_leaver");
    await dropKey("lsk_leaver");
    rig.advance(25);
    const decided = await rig.decide(page, "allow");
    expect([decided.status, decided.headers.get("Location")]).toEqual([403, null]);
  });

  test("lists many projects shortly", async () => {
    const projects = Array.from({ length: 50 }, (_, i) => `project-${i}`);
    await putKey("lsk_many", { id: "many", role: "marketing", projects });
    expect(toWords(await rig.signIn(path, "lsk_many"))).toContain(
      "project-18, project-19 and 30 more It can",
    );
  });
});
