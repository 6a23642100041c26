import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_KEYS } from "../local/seed.ts";
import type { StatsAnswer } from "../src/stats/answer.ts";
import { FORM, type FormRig, SITE_KEY, startFormRig } from "./form-script-rig.ts";

let rig: FormRig;
beforeAll(async () => {
  rig = await startFormRig();
  const script = rig.toScript(`data-site-key="${SITE_KEY}"`);
  const text = `<p id="text" style="height:3000px">Text to read</p>`;
  rig.serve("/contact", `<!doctype html><title>Contact</title>${script}${FORM}${text}`);
  rig.serve(
    "/many",
    `<!doctype html>${script}${FORM}<form data-lead-form id="footer"><input name="email"><button>Go</button></form>
     <form id="search"><input name="email"></form>`,
  );
  rig.serve("/short", `<!doctype html>${script}${FORM}`);
}, 120_000);
afterAll(() => rig.close());

const readPayload = (email: string) => {
  const [row] = rig.readRows("LeadSubmissions", email);
  return (JSON.parse(String(row?.PayloadJson)) as { fields: Record<string, string | number> }).fields;
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("a person's lead", () => {
  test("arrives with how the page was used, and with nothing that speaks against the person", async () => {
    const page = await rig.visit("/contact?utm_source=google&utm_medium=cpc&utm_campaign=diwali&gclid=abc");
    await page.evaluate(
      "events = []; addEventListener('lead:sent', (e) => events.push([e.target.dataset.cta, e.detail]))",
    );
    await page.type("[name=name]", "Jane Doe");
    await rig.waitForToken(page);
    await page.click("#text");
    await page.evaluate(
      "scrollTo(0, (document.documentElement.scrollHeight - innerHeight) / 2); document.querySelector('p').click()",
    );
    await pause(3100);
    await page.evaluate("scrollTo(0, 0)");
    await page.click("label"); // a label passes its click on to its field
    expect(await rig.submit(page, { email: "jane@example.com", message: "Hello" })).toBe("sent");

    const [row] = rig.readRows("LeadSubmissions", "jane@example.com");
    expect(row).toMatchObject({
      EventType: "primary",
      Mode: "browser",
      ContactName: "Jane Doe",
      ContactMessage: "Hello",
      CtaName: "Book a visit",
      PageUrl: `${rig.origin}/contact`,
      Channel: "paid_search",
      ProjectSource: "google",
    });
    // The machine's zone and the one of its made-up address may differ; everything else would be the script's fault.
    const reasons = (JSON.parse(String(row?.SuspicionReasons)) as { code: string }[]).map(({ code }) => code);
    expect(reasons.filter((code) => code !== "zone_mismatch")).toEqual([]);
    // Every name the script uses is one the server knows.
    expect(String(row?.PayloadJson)).toContain('"extra":{}');
    const fields = readPayload("jane@example.com");
    expect(fields).toMatchObject({ scroll_depth_pct: 50, clicks: 3, visit_count: 1, pages_viewed: 1 });
    expect(fields.time_on_page_s).toBeGreaterThan(3);
    expect(fields.time_on_page_s).toBeLessThan(60);
    expect(fields.time_to_submit_s).toBeGreaterThanOrEqual(Number(fields.time_on_page_s));
    expect(fields).not.toHaveProperty("honeypot");
    expect(await page.evaluate("events")).toEqual([
      ["Book a visit", { status: "accepted", submission_id: row?.SubmissionId }],
    ]);
    expect(
      await page.evaluate("[document.cookie, location.pathname, document.forms[0].email.value]"),
    ).toEqual(["", "/contact", ""]);
    expect(await page.$("[data-lead-sent]:not([hidden])")).not.toBeNull();
    expect(await page.$("[data-lead-error]:not([hidden])")).toBeNull();
  });

  test("is in the statistics", async () => {
    const page = await rig.visit("/short?utm_source=newsletter&utm_campaign=spring");
    await rig.submit(page, { email: "stats@example.com" });
    await rig.stack.engine.flush();
    const asked = "days=2&bucket=none&utm_campaign=spring&group_by=cta,landing_page";
    const answer = await fetch(`${rig.stack.url}/analytics/lead-stats?${asked}`, {
      headers: { authorization: `Bearer ${DEMO_KEYS.marketing}` },
    });
    const { rows } = (await answer.json()) as StatsAnswer;
    expect(rows).toMatchObject([{ cta: "Book a visit", landing_page: "/short", primary: 1, total: 1 }]);
  });

  test("says nothing of scrolling where there is nothing to scroll", async () => {
    const page = await rig.visit("/short");
    await rig.submit(page, { email: "short@example.com" });
    expect(readPayload("short@example.com")).not.toHaveProperty("scroll_depth_pct");
  });

  test("counts once when the button is pressed twice, and once more when it says something else", async () => {
    const page = await rig.visit("/short");
    await page.evaluate("sent = 0; addEventListener('lead:sent', (e) => { sent++; e.preventDefault() })");
    let posts = 0;
    page.on("request", (request) => {
      if (request.method() === "POST") posts++;
    });
    await page.type("[name=email]", "twice@example.com");
    await page.click("form button", { count: 2 });
    await page.waitForFunction("sent === 1");
    expect(posts).toBe(1);
    await page.click("form button");
    await page.waitForFunction("sent === 2");
    expect(rig.readRows("LeadSubmissions", "twice@example.com")).toHaveLength(1);
    await page.type("[name=message]", "One more thing");
    await page.click("form button");
    await page.waitForFunction("sent === 3");
    const rows = rig.readRows("LeadSubmissions", "twice@example.com");
    expect(rows.map(({ EventType }) => EventType)).toEqual(["primary", "follow_up"]);
  });

  test("sent with the keyboard has no click, and the next one has a token of its own", async () => {
    const page = await rig.visit("/short");
    for (const email of ["enter@example.com", "next@example.com"]) {
      await page.focus("[name=email]");
      await rig.waitForToken(page);
      await page.keyboard.type(email);
      const answer = page.waitForResponse((response) => response.url().endsWith("/leads"));
      await page.keyboard.press("Enter");
      expect((await answer).status()).toBe(201);
      await page.waitForFunction("document.forms[0].email.value === ''");
      await page.evaluate("document.activeElement.blur()");
    }
    expect(readPayload("enter@example.com").clicks).toBe(0);
    const [row] = rig.readRows("LeadSubmissions", "next@example.com");
    expect(row?.SuspicionReasons).not.toMatch(/token_(missing|replayed)/);
  });

  test("comes from the form it was typed into, one that was added later too", async () => {
    const page = await rig.visit("/many");
    expect(await page.$("#search [name=ls_hp]")).toBeNull();
    await page.type("#footer [name=email]", "footer@example.com");
    await page.click("#footer button");
    await page.waitForSelector("#footer[data-lead-state=sent]");
    expect(readPayload("footer@example.com").cta).toBe("footer");
    await page.evaluate(
      "document.body.insertAdjacentHTML('beforeend', '<form data-lead-form data-cta=Late class=late><input name=email><button>Go</button></form>')",
    );
    await page.waitForSelector(".late [name=ls_hp]");
    await page.type(".late [name=email]", "late@example.com");
    await page.click(".late button");
    await page.waitForSelector(".late[data-lead-state=sent]");
    expect(readPayload("late@example.com").cta).toBe("Late");
  });
});

describe("the bait", () => {
  test("is met by no keyboard, no eye and no screen reader", async () => {
    const page = await rig.visit("/short");
    const seen: unknown[] = [];
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press("Tab");
      seen.push(await page.evaluate("document.activeElement.name"));
    }
    expect(seen.slice(0, 4)).toEqual(["name", "email", "message", ""]);
    expect(seen).not.toContain("ls_hp");
    const tree = JSON.stringify(await page.accessibility.snapshot({ interestingOnly: false }));
    expect(tree.match(/"role":"textbox"/g)).toHaveLength(3);
    const found =
      "document.elementFromPoint(...(({ x, y }) => [x, y])(document.querySelector('[name=ls_hp]').getBoundingClientRect()))?.name";
    expect(await page.evaluate(found)).not.toBe("ls_hp");
  });

  test("gives away who fills in every field, and tells nobody", async () => {
    const page = await rig.visit("/short");
    await page.evaluate(
      "for (const field of document.querySelectorAll('input, textarea')) field.value = field.type === 'email' ? 'bot@example.com' : 'Buy now'",
    );
    expect(await rig.submit(page, {})).toBe("sent");
    const [row] = rig.readRows("BlockedIPLeads", "bot@example.com");
    expect(row).toMatchObject({ EventType: "bot", Reason: "honeypot" });
    expect(rig.readRows("LeadSubmissions", "bot@example.com")).toEqual([]);
  });
});
