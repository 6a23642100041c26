import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import chromium from "@sparticuz/chromium";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import type { Stack } from "../local/stack.ts";
import { readDatabase } from "./database-file.ts";
import { startTestStack } from "./stack.ts";

export const SITE_KEY = "lss_form_script";
/** A person's browser; the one that runs the tests says that it is automated. */
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

/** A form as docs/form-script.md shows it. */
export const FORM = `<form data-lead-form data-cta="Book a visit">
  <label>Name <input name="name"></label>
  <label>E-mail <input name="email" type="email" required></label>
  <label>Message <textarea name="message"></textarea></label>
  <button>Send</button>
  <p data-lead-sent role="status" hidden>Thank you.</p>
  <p data-lead-error role="alert" hidden>Please try again.</p>
</form>`;

/** A web site with forms, a browser to visit it and the product behind it. */
export interface FormRig {
  readonly stack: Stack;
  /** Origin of the web site; the product is on another. */
  readonly origin: string;
  /** The element that loads the script, with further attributes. */
  toScript(attributes?: string): string;
  /** Puts a page on the web site. */
  serve(path: string, html: string, headers?: Readonly<Record<string, string>>): void;
  /** A visitor who was never here before; `prepare` sees the page before it loads anything. */
  visit(path: string, prepare?: (page: Page) => Promise<unknown>): Promise<Page>;
  /** Resolves when the first form would send a token; its server answering is not enough. */
  waitForToken(page: Page): Promise<unknown>;
  /** Fills in the first form and sends it; resolves when its state is `sent` or `error`, and gives that. */
  submit(page: Page, fields: Readonly<Record<string, string>>): Promise<unknown>;
  /** Rows of a table, by e-mail address of the sender. */
  readRows(table: string, email: string): Record<string, string | number | null>[];
  close(): Promise<void>;
}

export async function startFormRig(): Promise<FormRig> {
  const home = mkdtempSync(join(tmpdir(), "lead-form-"));
  const pages = new Map<string, { html: string; headers: Readonly<Record<string, string>> }>();
  const server = createServer((request, response) => {
    const page = pages.get((request.url ?? "").replace(/\?.*/, ""));
    response.writeHead(page ? 200 : 404, { "content-type": "text/html; charset=utf-8", ...page?.headers });
    response.end(page?.html ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const stack = await startTestStack({
    home,
    projects: [
      {
        id: "skyline",
        name: "Skyline",
        timezone: "Asia/Kolkata",
        defaultCountry: "IN",
        siteKey: SITE_KEY,
        origins: [origin],
        redirectHosts: ["localhost"],
      },
    ],
    vars: { BROWSER_LIMIT_PER_MINUTE: "10000" },
  });
  const browser: Browser = await puppeteer.launch({
    executablePath: await chromium.executablePath(),
    // Not the package's own arguments: they take the same-origin rules away, which are what is tested.
    args: ["--no-sandbox", "--no-zygote", "--disable-gpu", "--disable-dev-shm-usage"],
    headless: "shell",
  });
  return {
    stack,
    origin,
    toScript: (attributes = "") => `<script src="${stack.url}/lead.js" defer ${attributes}></script>`,
    serve: (path, html, headers = {}) => pages.set(path, { html, headers }),
    async visit(path, prepare) {
      const page = await (await browser.createBrowserContext()).newPage();
      await page.setUserAgent({ userAgent: USER_AGENT });
      await prepare?.(page);
      await page.goto(origin + path);
      return page;
    },
    waitForToken: (page) => page.waitForFunction("new FormData(document.forms[0]).get('form_token')"),
    async submit(page, fields) {
      for (const [name, text] of Object.entries(fields)) await page.type(`[name=${name}]`, text);
      await page.click("form button");
      await page.waitForSelector("[data-lead-state=sent],[data-lead-state=error]");
      return page.evaluate("document.querySelector('form').dataset.leadState");
    },
    readRows: (table, email) =>
      readDatabase(home, `SELECT * FROM ${table} WHERE ContactEmail = ? ORDER BY ReceivedAt`, email),
    async close() {
      await browser.close();
      await stack.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(home, { recursive: true, force: true });
    },
  };
}
