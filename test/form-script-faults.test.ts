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
  rig.serve("/broken-url", html.replace("data-cta", `data-redirect="http://" data-cta`));
  rig.serve(
    "/detail",
    html
      .replace("Please try again.", "Please try again. <span data-lead-error-detail></span>")
      .replace('name="email" type="email"', 'name="Email"'),
  );
  rig.serve(
    "/broken-action",
    `<!doctype html>${rig.toScript(`data-site-key="${SITE_KEY}"`)}${FORM.replace("<form", `<form action="https://[broken/leads"`)}`,
  );
  rig.serve(
    "/hidden-field",
    html.replace("<label>", `<input type="hidden" name="redirect" value="/thanks"><label>`),
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
/** Cuts a page off; resolves to what connects it again, in the same session: what another one has set stays. */
const goOffline = async (page: Page) => {
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  const set = (offline: boolean) =>
    session.send("Network.emulateNetworkConditions", {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  await set(true);
  return () => set(false);
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

  test("from a form whose own address cannot be read", async () => {
    const page = await rig.visit("/broken-action");
    expect(await rig.submit(page, { email: "broken.action@example.com" })).toBe("sent");
    expect(readLeads("broken.action@example.com")).toHaveLength(1);
  });

  test("without the script, and the visitor is thanked with the way back to the site", async () => {
    const page = await rig.visit("/contact", (fresh) => fresh.setJavaScriptEnabled(false));
    await postPlainly(page, "noscript@example.com");
    expect(readLeads("noscript@example.com")).toHaveLength(1);
    expect(await page.title()).toBe("Thank you");
    expect(await page.$eval("a", (link) => link.href)).toBe(`${rig.origin}/`);
  });

  test("without the script, and the visitor goes on to the page that a hidden field names", async () => {
    const page = await rig.visit("/hidden-field", (fresh) => fresh.setJavaScriptEnabled(false));
    await postPlainly(page, "hidden.field@example.com");
    expect(page.url()).toBe(`${rig.origin}/thanks`);
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
    const goOnline = await goOffline(page);
    expect(await rig.submit(page, { email: "offline@example.com" })).toBe("error");
    expect(await page.$("[data-lead-error]:not([hidden])")).not.toBeNull();
    await goOnline();
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

  test("without the script, when the server finds something to repair: a page says what", async () => {
    const page = await rig.visit("/detail", (fresh) => fresh.setJavaScriptEnabled(false));
    await page.type("[name=message]", "Typed with care");
    await page.type("[name=Email]", "jane");
    await Promise.all([page.waitForNavigation(), page.click("form button")]);
    expect(await page.$eval("li", (item) => item.textContent)).toMatch(/^E-mail: must be an e-mail address/);
    await page.goBack();
    expect(await page.$eval("[name=message]", (field) => (field as { value?: string }).value)).toBe(
      "Typed with care",
    );
  });

  test("and the field to repair is marked, with why, until the next try", async () => {
    const page = await rig.visit("/detail");
    const read = () =>
      page.evaluate(
        "[[...document.querySelectorAll('[aria-invalid]')].map((it) => it.name + it.ariaInvalid), document.querySelector('[data-lead-error-detail]').textContent]",
      );
    expect(await rig.submit(page, { Email: "jane" })).toBe("error");
    expect(await read()).toEqual([["Emailtrue"], expect.stringContaining("must be an e-mail address")]);
    await page.type("[name=Email]", ".marked@example.com");
    await page.click("form button");
    expect(await read()).toEqual([[], ""]);
    await page.waitForSelector("[data-lead-state=sent]");
    expect(await read()).toEqual([[], ""]);
  });

  test("and every failure is told anew, also to somebody who only hears it", async () => {
    const page = await rig.visit("/contact");
    await page.evaluate(`{
      told = [];
      const elements = document.querySelectorAll("[data-lead-sent], [data-lead-error]");
      const note = () => {
        const shown = [...elements].filter((it) => !it.hidden).map((it) => it.getAttribute("role")).join();
        if (shown !== (told.at(-1) ?? "")) told.push(shown);
      };
      for (const element of elements) new MutationObserver(note).observe(element, { attributeFilter: ["hidden"] });
    }`);
    await page.evaluate("document.forms[0].email.type = 'text'");
    for (let tries = 1; tries <= 2; tries++) {
      await page.type("[name=email]", "x");
      await page.click("form button");
      await page.waitForFunction(`told.length === ${2 * tries - 1}`);
    }
    expect(await page.evaluate("told")).toEqual(["alert", "", "alert"]);
    for (const email of ["@example.com", "next@example.com"]) {
      await page.type("[name=email]", email);
      await page.click("form button");
      await page.waitForFunction("document.forms[0].email.value === ''");
    }
    expect(await page.evaluate("told.slice(3)")).toEqual(["", "status", "", "status"]);
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

  test("that cannot be read costs the lead nothing", async () => {
    const page = await rig.visit("/broken-url");
    const errors: unknown[] = [];
    page.on("pageerror", (error) => errors.push(error));
    expect(await rig.submit(page, { email: "broken.url@example.com" })).toBe("sent");
    const [row] = readLeads("broken.url@example.com");
    expect(JSON.parse(String(row?.PayloadJson)).fields).toMatchObject({
      idempotency_key: expect.any(String),
      time_on_page_s: expect.any(Number),
    });
    expect(errors).toEqual([]);
  });
});
