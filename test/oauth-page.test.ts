import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import chromium from "@sparticuz/chromium";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEMO_KEYS } from "../local/seed.ts";
import type { Stack } from "../local/stack.ts";
import { startTestStack } from "./stack.ts";

let stack: Stack;
let browser: Browser;
/** The app's own web server; like real ones it takes a moment and leads on from where it gets the code. */
let app: Server;
let appPort: number;

beforeAll(async () => {
  app = createServer((request, response) => {
    const isCallback = request.url?.startsWith("/callback");
    if (isCallback)
      response.writeHead(302, { location: `http://localhost:${appPort}/welcome${request.url}` });
    setTimeout(() => response.end("<!doctype html><title>Welcome</title>"), isCallback ? 400 : 0);
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  appPort = (app.address() as AddressInfo).port;
  stack = await startTestStack();
  browser = await puppeteer.launch({
    executablePath: await chromium.executablePath(),
    // The package's own arguments would take away the rules of the web that are tested here.
    args: ["--no-sandbox", "--no-zygote", "--disable-gpu", "--disable-dev-shm-usage"],
    headless: "shell",
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  app?.close();
  await stack?.close();
});

async function toAuthorizeUrl(): Promise<string> {
  const redirectUri = `http://127.0.0.1:${appPort}/callback`;
  const response = await fetch(`${stack.url}/oauth/register`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      client_name: "Test App",
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: "none",
    }),
  });
  const { client_id } = (await response.json()) as { client_id: string };
  const query = new URLSearchParams({
    response_type: "code",
    client_id,
    redirect_uri: redirectUri,
    state: "the state",
    code_challenge: "a".repeat(43),
    code_challenge_method: "S256",
  });
  return `${stack.url}/authorize?${query}`;
}

const follow = (page: Page, act: () => Promise<void>) => Promise.all([page.waitForNavigation(), act()]);

test("a marketer signs in with a keyboard and ends at the app", async () => {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  await page.goto(await toAuthorizeUrl());

  await page.keyboard.type("lsk_mistyped");
  await follow(page, () => page.keyboard.press("Enter"));
  expect(await page.$eval("[role=alert]", (it) => it.textContent)).toContain("unknown, expired or revoked");

  await page.keyboard.type(DEMO_KEYS.marketing);
  await follow(page, () => page.keyboard.press("Enter"));
  expect(await page.$eval("h1", (it) => it.textContent)).toBe("Allow “Test App” to read lead statistics?");
  expect(await page.evaluate("getComputedStyle(document.querySelector('main')).borderRadius")).toBe("10px");

  await follow(page, () => page.click("button[value=allow]"));
  const { origin, pathname, searchParams } = new URL(page.url());
  expect([origin, pathname]).toEqual([`http://localhost:${appPort}`, "/welcome/callback"]);
  expect([searchParams.get("state"), searchParams.get("iss")]).toEqual(["the state", stack.url]);
  expect(await page.evaluate("document.referrer")).toBe("");
  expect(complaints).toEqual([expect.stringContaining("403")]);
  await page.close();
});

test("a marketer who clicks twice on Allow ends at the app all the same", async () => {
  const page = await browser.newPage();
  await page.goto(await toAuthorizeUrl());
  await page.type("#access_key", DEMO_KEYS.marketing);
  await follow(page, () => page.keyboard.press("Enter"));
  let posts = 0;
  page.on("request", (request) => {
    if (request.method() === "POST") posts++;
  });
  const twice =
    "{ const press = () => document.querySelector('[value=allow]').click(); press(); setTimeout(press, 150) }";
  await follow(page, async () => {
    await page.evaluate(twice);
  });
  expect([posts, await page.title()]).toEqual([2, "Welcome"]);
  expect(new URL(page.url()).searchParams.get("code")).toMatch(/./);
  await page.close();
});

test("no other site can show the page inside its own", async () => {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${appPort}/`);
  const address = JSON.stringify(await toAuthorizeUrl());
  await page.evaluate(`new Promise((resolve) => {
    const frame = document.createElement("iframe");
    Object.assign(frame, { src: ${address}, onload: resolve });
    document.body.append(frame);
  })`);
  const inside = page.frames().find((frame) => frame.parentFrame() !== null);
  expect(inside?.url()).toBe("chrome-error://chromewebdata/");
  await page.close();
});
