import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FORM, type FormRig, SITE_KEY, startFormRig } from "./form-script-rig.ts";

let rig: FormRig;
beforeAll(async () => {
  rig = await startFormRig();
  const key = `data-site-key="${SITE_KEY}"`;
  rig.serve("/", `<!doctype html>${rig.toScript(key)}<a href="/contact">Contact</a>`);
  rig.serve("/contact", `<!doctype html>${rig.toScript(key)}${FORM}`);
  rig.serve("/forgetful", `<!doctype html>${rig.toScript(`${key} data-storage="none"`)}${FORM}`);
  rig.serve("/twice", `<!doctype html>${rig.toScript(key)}${rig.toScript(key)}${FORM}`);
}, 120_000);
afterAll(() => rig.close());

const readLead = (email: string) => {
  const [row] = rig.readRows("LeadSubmissions", email);
  const { fields } = JSON.parse(String(row?.PayloadJson)) as { fields: Record<string, unknown> };
  const [lead] = rig.readRows("Leads", email);
  return { row, fields, first: JSON.parse(String(lead?.FirstTouchJson)) as Record<string, string> };
};
/** Moves the latest page view, and with it the visit, into the past. */
const letDaysPass = (page: Page, days: number) =>
  page.evaluate(
    `{ const entry = JSON.parse(localStorage.lead); entry.seen -= ${days * 86_400_000}; localStorage.lead = JSON.stringify(entry) }`,
  );
const go = (page: Page, path: string, referer = "") => page.goto(rig.origin + path, { referer });

test("a visitor who comes back is credited to the first and to the latest campaign", async () => {
  const page = await rig.visit("/?utm_source=google&utm_medium=cpc&utm_campaign=diwali&gclid=abc");
  await letDaysPass(page, 20);
  await go(page, "/?utm_source=newsletter&utm_medium=email&utm_campaign=spring");
  await letDaysPass(page, 1);
  await go(page, "/");
  await Promise.all([page.waitForNavigation(), page.click("a")]);
  await rig.submit(page, { email: "back@example.com" });

  const { row, fields, first } = readLead("back@example.com");
  expect(row).toMatchObject({ Channel: "email", ProjectSource: "newsletter" });
  expect(first).toMatchObject({ utm_source: "google", utm_campaign: "diwali", gclid: "abc" });
  expect(JSON.parse(String(fields.last_touch))).toMatchObject({ utm_campaign: "spring" });
  expect(fields).toMatchObject({
    utm_campaign: "spring",
    visit_count: 3,
    pages_viewed: 2,
    landing_page: `${rig.origin}/`,
    referer: `${rig.origin}/contact`,
  });
  expect(fields).not.toHaveProperty("gclid");
});

test("a visitor who comes from another site is referred by it, whatever was searched there", async () => {
  const page = await rig.visit("/");
  await letDaysPass(page, 1);
  await page.goto(`${rig.origin}/contact`, {
    referer: "https://news.example.org/story?reader=jane@example.com",
    referrerPolicy: "unsafe-url",
  });
  await rig.submit(page, { email: "referred@example.com" });
  const { row, fields } = readLead("referred@example.com");
  expect(row?.Channel).toBe("referral");
  expect(fields.referrer).toBe("https://news.example.org/story");
});

test("what is remembered is two entries and no cookie, and nothing about the person", async () => {
  const page = await rig.visit("/contact?utm_source=google&email=jane@example.com");
  await rig.submit(page, { email: "kept@example.com" });
  expect(await page.evaluate("[Object.keys(localStorage), { ...sessionStorage }, document.cookie]")).toEqual([
    ["lead"],
    { lead: "1" },
    "",
  ]);
  expect(await page.evaluate("Object.keys(JSON.parse(localStorage.lead)).sort()")).toEqual([
    "first",
    "landing",
    "last",
    "seen",
    "visits",
  ]);
  expect(await page.evaluate("localStorage.lead")).not.toMatch(/jane|kept|example\.com/);
});

test("a script that may not store leaves nothing behind and still knows this page", async () => {
  const page = await rig.visit("/forgetful?utm_source=google");
  await rig.submit(page, { email: "forgetful@example.com" });
  expect(await page.evaluate("localStorage.length + sessionStorage.length")).toBe(0);
  const { row, fields } = readLead("forgetful@example.com");
  expect(row?.ProjectSource).toBe("google");
  expect(fields).not.toHaveProperty("visit_count");
});

test("a script that is on the page twice counts and sends once", async () => {
  const page = await rig.visit("/twice");
  expect(await page.evaluate("document.querySelectorAll('[name=ls_hp]').length")).toBe(1);
  await rig.submit(page, { email: "twice@example.com" });
  expect(readLead("twice@example.com").fields.pages_viewed).toBe(1);
});
