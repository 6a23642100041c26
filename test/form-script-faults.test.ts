import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FORM, type FormRig, SITE_KEY, startFormRig } from "./form-script-rig.ts";

let rig: FormRig;
let html: string;
beforeAll(async () => {
  rig = await startFormRig();
  const script = rig.toScript();
  const form = FORM.replace("<form", `<form action="${rig.stack.url}/leads" method="post"`).replace(
    "<label>",
    `<input type="hidden" name="site_key" value="${SITE_KEY}"><label>`,
  );
  html = `<!doctype html>${script}${form}`;
  rig.serve("/contact", html);
  rig.serve("/redirect", html.replace("data-cta", `data-redirect="/thanks?for=you" data-cta`));
  rig.serve(
    "/script-url",
    html.replace("data-cta", `data-redirect="javascript:document.title='run'" data-cta`),
  );
  rig.serve("/thanks", "<!doctype html>Thank you");
  rig.serve("/no-fetch", html, { "content-security-policy": "connect-src 'none'" });
  rig.serve("/strict", html, {
    "content-security-policy": `default-src 'none'; script-src ${rig.stack.url}; connect-src ${rig.stack.url}; form-action ${rig.stack.url}`,
  });
}, 120_000);
afterAll(() => rig.close());

const readLeads = (email: string) => rig.readRows("LeadSubmissions", email);
const toTokenFindings = (email: string) =>
  readLeads(email).map(({ SuspicionReasons }) =>
    (JSON.parse(String(SuspicionReasons)) as { code: string }[])
      .map(({ code }) => code)
      .filter((code) => code.startsWith("token")),
  );
/** Answers requests whose address matches with a failure of the network. */
const breakRequests = async (page: Page, pattern: RegExp) => {
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    if (request.method() !== "OPTIONS" && pattern.test(request.url())) void request.abort();
    else void request.continue();
  });
};
const setOffline = async (page: Page, offline: boolean) => {
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
};
/** Fills the form in and posts it plainly; resolves on the page that follows. */
const postPlainly = async (page: Page, email: string) => {
  await page.type("[name=email]", email);
  await Promise.all([page.waitForNavigation(), page.click("form button")]);
};

describe("a lead arrives", () => {
  test.each([
    ["is forbidden", "get() { throw new DOMException('no', 'SecurityError') }"],
    [
      "is full",
      "value: { getItem: () => null, setItem() { throw new DOMException('no', 'QuotaExceededError') } }",
    ],
    ["holds something else", "value: { getItem: () => '[nonsense', setItem() {} }"],
  ])("where storage %s", async (what, property) => {
    const email = `${what.replaceAll(" ", ".")}@example.com`;
    const page = await rig.visit("/contact?utm_source=google", (fresh) =>
      fresh.evaluateOnNewDocument(
        `for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { ${property} })`,
      ),
    );
    expect(await rig.submit(page, { email })).toBe("sent");
    const [row] = readLeads(email);
    expect(row).toMatchObject({ EventType: "primary", ProjectSource: "google" });
    const counts = String(row?.PayloadJson).match(/visit_count|pages_viewed/g);
    expect(counts).toEqual(what.startsWith("holds") ? expect.anything() : null);
  });

  test("without a token, which only adds a little suspicion", async () => {
    const page = await rig.visit("/contact", (fresh) => breakRequests(fresh, /token/));
    expect(await rig.submit(page, { email: "tokenless@example.com" })).toBe("sent");
    expect(toTokenFindings("tokenless@example.com")).toEqual([["token_missing"]]);
  });

  test("by a plain post where fetch is not allowed, and the visitor is told on the same page", async () => {
    const page = await rig.visit("/no-fetch?utm_source=google");
    await page.evaluate("document.forms[0].scrollIntoView()");
    const answer = page.waitForResponse((response) => response.url().endsWith("/leads"));
    await postPlainly(page, "plain@example.com");
    expect((await answer).status()).toBe(303);
    await page.waitForSelector("[data-lead-sent]:not([hidden])");
    expect(page.url()).toBe(`${rig.origin}/no-fetch?utm_source=google`);
    const [row] = readLeads("plain@example.com");
    expect(row).toMatchObject({ EventType: "primary", CtaName: "Book a visit", ProjectSource: "google" });
    expect(String(row?.PayloadJson)).toContain('"time_on_page_s":');
    expect(toTokenFindings("plain@example.com")).toEqual([["token_missing"]]);
  });

  test("once when the answer to its first try was lost", async () => {
    const page = await rig.visit("/contact");
    await page.evaluate(
      "{ const ask = fetch; fetch = async (...args) => { await ask(...args); throw new TypeError('lost') } }",
    );
    await page.type("[name=message]", "First line\nsecond line");
    await postPlainly(page, "lost@example.com");
    await page.waitForSelector("[data-lead-sent]:not([hidden])");
    expect(readLeads("lost@example.com")).toHaveLength(1);
  });

  test.each(["fetch", "plain"])("whatever its fields are called, by %s", async (how) => {
    const names = ["action", "submit", "reset", "method", "id", "target", "elements"];
    const fields = names.map((name) => `<input type="hidden" name="${name}" value="${name} value">`);
    rig.serve("/names", html.replace("<label>", `${fields.join("")}<label>`));
    const page = await rig.visit("/names");
    if (how === "plain") await page.evaluate("fetch = () => Promise.reject(new TypeError('no'))");
    await page.type("[name=email]", `${how}.names@example.com`);
    await page.click("form button");
    await page.waitForSelector("[data-lead-sent]:not([hidden])");
    const { extra } = JSON.parse(String(readLeads(`${how}.names@example.com`)[0]?.PayloadJson)) as {
      extra: Record<string, string>;
    };
    expect(Object.keys(extra).sort()).toEqual([...names].sort());
  });

  test("without the script", async () => {
    const page = await rig.visit("/contact", (fresh) => fresh.setJavaScriptEnabled(false));
    await postPlainly(page, "noscript@example.com");
    expect(page.url().startsWith(rig.origin)).toBe(true);
    expect(readLeads("noscript@example.com")).toHaveLength(1);
  });

  test("under a strict content security policy, which nothing breaks", async () => {
    const page = await rig.visit("/strict", (fresh) =>
      fresh.evaluateOnNewDocument(
        "violations = []; addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective))",
      ),
    );
    expect(await rig.submit(page, { email: "strict@example.com" })).toBe("sent");
    expect(await page.evaluate("violations")).toEqual([]);
    expect(await page.evaluate("document.querySelector('[name=ls_hp]').parentNode.offsetWidth")).toBe(1);
  });
});

describe("what was typed stays", () => {
  test("while the visitor is offline", async () => {
    const page = await rig.visit("/contact");
    await setOffline(page, true);
    expect(await rig.submit(page, { email: "offline@example.com" })).toBe("error");
    expect(await page.$("[data-lead-error]:not([hidden])")).not.toBeNull();
    await setOffline(page, false);
    expect(await page.evaluate("document.forms[0].email.value")).toBe("offline@example.com");
    await page.click("form button");
    await page.waitForSelector("[data-lead-state=sent]");
    expect(readLeads("offline@example.com")).toHaveLength(1);
  });

  test("when the server finds something to repair, and says what", async () => {
    const page = await rig.visit("/contact");
    await page.evaluate(
      "document.forms[0].email.type = 'text'; addEventListener('lead:error', (e) => { told = e.detail })",
    );
    expect(await rig.submit(page, { email: "jane" })).toBe("error");
    expect(await page.evaluate("[told.status, told.code, told.errors[0].field]")).toEqual([
      422,
      "invalid_body",
      "email",
    ]);
    await page.type("[name=email]", ".fixed@example.com");
    await page.click("form button");
    await page.waitForSelector("[data-lead-state=sent]");
    expect(readLeads("jane.fixed@example.com")).toHaveLength(1);
  });

  test("when the page itself says no", async () => {
    const page = await rig.visit("/contact");
    await page.evaluate("document.forms[0].addEventListener('submit', (e) => e.preventDefault())");
    await page.type("[name=email]", "refused@example.com");
    await page.click("form button");
    expect(await page.evaluate("document.forms[0].dataset.leadState")).toBeUndefined();
    expect(readLeads("refused@example.com")).toEqual([]);
  });
});

describe("the page that a form names for afterwards", () => {
  test.each([
    ["fetch", /nothing/],
    ["a plain post", /\/leads$/],
  ])("follows after %s", async (how, pattern) => {
    const email = `${how.replaceAll(" ", ".")}@example.com`;
    const page = await rig.visit("/redirect");
    if (how !== "fetch") await page.evaluate("fetch = () => Promise.reject(new TypeError('no'))");
    else await breakRequests(page, pattern);
    await postPlainly(page, email);
    expect(page.url()).toBe(`${rig.origin}/thanks?for=you`);
    expect(readLeads(email)).toHaveLength(1);
  });

  test("is never a script", async () => {
    const page = await rig.visit("/script-url");
    expect(await rig.submit(page, { email: "script@example.com" })).toBe("sent");
    expect(await page.title()).not.toBe("run");
  });
});
