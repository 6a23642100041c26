import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_KEYS } from "../local/seed.ts";
import type { Stack } from "../local/stack.ts";
import type { StatsAnswer, SummaryAnswer } from "../src/stats/answer.ts";
import { toContrast } from "./chart-view-contrast.ts";
import { type Desk, openDashboardBrowser, openDesk } from "./dashboard-rig.ts";
import { startTestStack } from "./stack.ts";

const KEY = DEMO_KEYS.marketing;
const WEEK = "period=last_week&project=scholars-hub";

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([
    startTestStack({ demoData: true, vars: { READER_LIMIT_PER_MINUTE: "5000" } }),
    openDashboardBrowser(),
  ]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

const open = (query = "", options = {}) => openDesk(browser, `${stack.url}/${query && `?${query}`}`, options);

async function openSignedIn(query = "", options = {}): Promise<Desk> {
  const desk = await open(query, options);
  await desk.signIn(KEY);
  await desk.settle();
  return desk;
}

async function ask<T>(path: string): Promise<T> {
  const response = await fetch(stack.url + path, { headers: { Authorization: `Bearer ${KEY}` } });
  return (await response.json()) as T;
}

describe("signing in", () => {
  test("takes a key by keyboard, says what is wrong with another, and keeps it for the tab", async () => {
    const desk = await open();
    await desk.signIn("lsk_mistyped");
    await desk.page.waitForSelector("[role=alert]");
    expect(await desk.page.$eval("[role=alert]", (it) => it.textContent)).toBe(
      "This key is unknown, expired or revoked.",
    );
    await desk.signIn(KEY);
    await desk.settle();
    await desk.page.reload();
    await desk.settle();
    expect(await desk.page.$eval("h1", (it) => it.textContent)).toBe("Lead statistics");
    expect(desk.complaints).toEqual([expect.stringContaining("401")]);
    await desk.page.close();
  });

  test("happens once, however often Enter is pressed", async () => {
    const desk = await open(WEEK);
    await desk.page.type("input[type=password]", KEY);
    await desk.page.keyboard.press("Enter");
    await desk.page.keyboard.press("Enter");
    await desk.settle();
    expect(desk.requests.filter(({ pathname }) => pathname.endsWith("/schema"))).toHaveLength(1);
    expect(desk.requests.filter(({ pathname }) => pathname.endsWith("/summary"))).toHaveLength(1);
    await desk.page.close();
  });

  test("says so when what answers is no API, and lets another key be tried", async () => {
    const desk = await open("", { stubs: [{ path: "/schema", status: 200, body: {} }] });
    await desk.signIn(KEY);
    await desk.page.waitForSelector("[role=alert]");
    expect(await desk.page.evaluate("sessionStorage.length")).toBe(0);
    await desk.page.evaluate(
      `[...document.querySelectorAll("button")].find((it) => it.textContent === "Use another key").click()`,
    );
    await desk.page.waitForSelector("input[type=password]");
    await desk.page.close();
  });

  test("says that a key for sending leads reads nothing", async () => {
    const desk = await open();
    await desk.signIn(DEMO_KEYS.ingest);
    await desk.page.waitForSelector("[role=alert]");
    expect(await desk.page.$eval("[role=alert]", (it) => it.textContent)).toContain("ingest");
    await desk.page.close();
  });

  test("works where the browser keeps nothing", async () => {
    const prepare = `Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("denied", "SecurityError"); } })`;
    const desk = await openSignedIn(WEEK, { prepare });
    expect(await desk.read("Overview")).toContain("primary leads");
    expect(desk.complaints).toEqual([]);
    await desk.page.close();
  });

  test("ends with the key, and says why", async () => {
    const body = { detail: "This key is unknown, expired or revoked." };
    const desk = await open(WEEK, { stubs: [{ path: "/summary", status: 401, body }] });
    await desk.signIn(KEY);
    await desk.page.waitForSelector("[role=alert]");
    expect(await desk.page.$eval("[role=alert]", (it) => it.textContent)).toBe(body.detail);
    expect(await desk.page.evaluate("sessionStorage.length")).toBe(0);
    await desk.page.close();
  });
});

describe("what is shown", () => {
  test("is what REST answers, figure by figure and row by row", async () => {
    const desk = await openSignedIn(WEEK);
    const summary = await ask<SummaryAnswer>(`/analytics/lead-stats/summary?${WEEK}`);
    const overview = await desk.read("Overview");
    expect(overview).toContain(summary.headline);
    expect(overview).toContain(summary.totals.primary.toLocaleString("en-US"));
    for (const { message } of summary.quality.warnings) expect(overview).toContain(message);

    const { rows } = await ask<StatsAnswer>(`/analytics/lead-stats?${WEEK}&group_by=source&limit=20`);
    const table = await desk.page.$$eval("section:nth-of-type(3) tbody tr", (lines) =>
      lines.map((line) => [
        line.querySelector("bdi")?.textContent,
        line.querySelectorAll("td")[0]?.textContent,
      ]),
    );
    expect(table).toEqual(rows.map((row) => [row.source, row.total?.toLocaleString("en-US")]));

    for (const [name, title] of [
      ["focus", "Where to focus"],
      ["quality", "Lead quality"],
      ["changes", "What changed"],
      ["anomalies", "Unusual days"],
    ]) {
      const group = name === "focus" ? "&group_by=source" : "";
      const { headline } = await ask<{ headline: string }>(`/analytics/insights/${name}?${WEEK}${group}`);
      expect(await desk.read(title ?? "")).toContain(headline);
    }
    expect(await desk.read("Best times")).toContain("Method: Effects that repeat");
    expect(desk.complaints).toEqual([]);
    expect([...new Set(desk.requests.map(({ origin }) => origin))]).toEqual([stack.url]);
    await desk.page.close();
  });

  test("follows the choices; they stand in the address, and going back takes the last one back", async () => {
    const desk = await openSignedIn();
    await desk.choose("Period", "period=last_week");
    await desk.choose("By", "device");
    expect(new URL(desk.page.url()).search).toBe("?period=last_week&group_by=device");
    expect(await desk.read("Compare groups")).toContain("mobile");
    // What the choice does not touch is not asked again.
    const asked = desk.requests.filter(
      ({ pathname, search }) => /quality/.test(pathname) && /last_week/.test(search),
    );
    expect(asked).toHaveLength(1);
    await desk.page.goBack();
    await desk.settle();
    expect(await desk.page.$eval("select[name=By]", (it) => it.value)).toBe("source");
    expect(await desk.page.$eval("select[name=Period]", (it) => it.value)).toBe("period=last_week");
    expect(await desk.read("Compare groups")).toContain("google");
    expect(desk.complaints).toEqual([]);
    await desk.page.close();
  });

  test("is never a choice that was taken back before it was asked", async () => {
    const desk = await openSignedIn(WEEK);
    await desk.choose("By", "device");
    await desk.page.select("select[name=By]", "channel");
    await desk.page.goBack();
    await new Promise((resolve) => setTimeout(resolve, 600));
    await desk.settle();
    expect(new URL(desk.page.url()).search).toBe(`?${WEEK}`);
    expect(await desk.page.$eval("select[name=By]", (it) => it.value)).toBe("source");
    await desk.page.close();
  });

  test("is a group alone after a click, until its condition is taken away", async () => {
    const desk = await openSignedIn(WEEK);
    await desk.page.$eval("section:nth-of-type(3) details", (it) => it.setAttribute("open", ""));
    await desk.page.click('[aria-label="Only clickbay"]');
    await desk.settle();
    expect(new URL(desk.page.url()).searchParams.get("source")).toBe('"clickbay"');
    const { headline } = await ask<SummaryAnswer>(`/analytics/lead-stats/summary?${WEEK}&source=clickbay`);
    expect(await desk.read("Overview")).toContain(headline);
    await desk.page.click('[aria-label="Without the condition on source"]');
    await desk.settle();
    expect(new URL(desk.page.url()).search).toBe(`?${WEEK}`);
    await desk.page.close();
  });

  test("is of the date that was typed, asked once it is left", async () => {
    const desk = await openSignedIn("from=2026-09-01&to=2026-09-30");
    const asked = desk.requests.length;
    await desk.page.focus("input[name=From]");
    await desk.page.keyboard.type("11152025", { delay: 20 });
    expect(desk.requests.slice(asked)).toEqual([]);
    await desk.page.keyboard.press("Enter");
    await desk.settle();
    expect(new URL(desk.page.url()).searchParams.get("from")).toBe("2025-11-15");
    await desk.page.close();
  });

  test("says what is wrong with a question from somebody's link", async () => {
    const desk = await openSignedIn("days=7&sorce=google");
    expect(await desk.read("Overview")).toContain("Did you mean source?");
    await desk.page.close();
  });

  test("is an empty period said in words", async () => {
    const desk = await openSignedIn("from=2020-01-01&to=2020-01-31");
    expect(await desk.read("Over time")).toContain("No event matches in this period.");
    expect(await desk.page.$$("section:nth-of-type(2) .c")).toHaveLength(0);
    await desk.page.close();
  });

  test("can be saved as the CSV that REST answers", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lead-stats-"));
    const desk = await openSignedIn(`${WEEK}&group_by=channel`);
    // What another part asks meanwhile does not stop a file.
    await desk.choose("per", "week");
    const session = await desk.page.createCDPSession();
    await session.send("Browser.setDownloadBehavior", {
      behavior: "allow",
      downloadPath: folder,
      browserContextId: desk.page.browserContext().id as string,
      eventsEnabled: true,
    });
    const done = new Promise((resolve) =>
      session.on("Browser.downloadProgress", ({ state }) => state === "completed" && resolve(state)),
    );
    await desk.page.evaluate(
      `[...document.querySelectorAll("section:nth-of-type(3) button")].find((it) => it.textContent === "Download as CSV").click()`,
    );
    await done;
    const [file = ""] = readdirSync(folder);
    const text = readFileSync(join(folder, file), "utf8");
    rmSync(folder, { recursive: true });
    const response = await fetch(`${stack.url}/analytics/lead-stats?${WEEK}&group_by=channel&limit=1000`, {
      headers: { Authorization: `Bearer ${KEY}`, Accept: "text/csv" },
    });
    expect(file).toMatch(/\.csv$/);
    expect(text).toBe(await response.text());
    await desk.settle();
    expect(await desk.read("Compare groups")).toContain("organic_search");
    await desk.page.close();
  });
});

test("one part that fails says so, can be tried again, and leaves the others alone", async () => {
  const body = { detail: "The statistics store did not answer." };
  const desk = await openSignedIn(WEEK, { stubs: [{ path: "/focus", status: 503, body, times: 1 }] });
  expect(await desk.read("Where to focus")).toContain(body.detail);
  expect(await desk.read("Lead quality")).not.toContain(body.detail);
  await desk.page.evaluate(
    `[...document.querySelectorAll("button")].find((it) => it.textContent === "Try again").click()`,
  );
  await desk.settle();
  expect(await desk.read("Where to focus")).toContain("segments compared");
  await desk.page.close();
});

test("what strangers wrote stays text", async () => {
  const hostile = `<img src=x onerror="document.title='owned'"> \u202Ertl`;
  const answer = await ask<StatsAnswer>(`/analytics/lead-stats?${WEEK}&group_by=source`);
  const rows = answer.rows.map((row, at) => (at === 0 ? { ...row, source: hostile } : row));
  const desk = await openSignedIn(WEEK, {
    stubs: [{ path: "/lead-stats", status: 200, body: { ...answer, rows } }],
  });
  expect(await desk.read("Compare groups")).toContain("<img src=x");
  expect(await desk.page.$$("img")).toHaveLength(0);
  expect(await desk.page.title()).toBe("Scholars Hub Coaching – Lead Stats");
  await desk.page.close();
});

describe("everybody can use it", () => {
  test.each([320, 768, 1440])("at %i px nothing is wider than the window", async (width) => {
    const desk = await open(`${WEEK}&compare=previous`);
    await desk.page.setViewport({ width, height: 900 });
    await desk.signIn(KEY);
    await desk.settle();
    await desk.page.$$eval("details", (all) => all.map((one) => one.setAttribute("open", "")));
    expect(await desk.page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    await desk.page.close();
  });

  test.each(["light", "dark"])("text can be read in %s colours", async (scheme) => {
    const desk = await open(WEEK);
    await desk.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await desk.signIn(KEY);
    await desk.settle();
    const colours =
      (await desk.page.evaluate(`[...document.querySelectorAll("p, dt, dd, li, th, td, bdi, button, select, summary")].map((one) => {
      let behind = one;
      while (behind && getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)") behind = behind.parentElement;
      return [one.tagName, getComputedStyle(one).color, getComputedStyle(behind ?? document.body).backgroundColor];
    })`)) as [string, string, string][];
    const faint = colours.filter(([, text, behind]) => toContrast(text, behind) < 4.5);
    expect(colours.length).toBeGreaterThan(100);
    expect(faint).toEqual([]);
    await desk.page.close();
  });

  test("everything to choose has a name, every part a heading, and the keyboard stays where it was", async () => {
    const desk = await openSignedIn(`${WEEK}&device=mobile&from=`);
    const names = await desk.page.$$eval("select, input, button", (all) =>
      all.map((one) => one.closest("label")?.firstChild?.textContent ?? one.ariaLabel ?? one.textContent),
    );
    expect(names.filter((name) => !name?.trim())).toEqual([]);
    const parts = (await desk.page.evaluate(
      `[...document.querySelectorAll("section")].map((one) => document.getElementById(one.getAttribute("aria-labelledby"))?.tagName)`,
    )) as string[];
    expect(new Set(parts)).toEqual(new Set(["H2"]));
    await desk.page.focus("select[name=Show]");
    await desk.choose("Show", "bot_rate");
    expect(await desk.page.evaluate("document.activeElement?.getAttribute('name')")).toBe("Show");
    await desk.page.close();
  });
});
