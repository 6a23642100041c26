import chromium from "@sparticuz/chromium";
import puppeteer, { type Browser, type HTTPRequest, type Page } from "puppeteer-core";

/** The dashboard in a browser, as somebody sees it who opened an address of it. */
export interface Desk {
  readonly page: Page;
  /** Addresses that were asked, in order. */
  readonly requests: readonly URL[];
  /** What the browser complained about. */
  readonly complaints: readonly string[];
  signIn(key: string): Promise<void>;
  /** Resolves when every part of the page has its answer. */
  settle(): Promise<void>;
  /** Chooses in the list of that name. */
  choose(name: string, value: string): Promise<void>;
  /** The part of the page with that title, as text. */
  read(title: string): Promise<string>;
}

/** Another answer than the server's, for requests whose path ends so. */
export type Stub = {
  readonly path: string;
  readonly status: number;
  readonly body: object;
  readonly times?: number;
};

export async function openDashboardBrowser(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: await chromium.executablePath(),
    args: ["--no-sandbox", "--no-zygote", "--disable-gpu", "--disable-dev-shm-usage"],
    headless: "shell",
    env: { ...process.env, TZ: "America/Los_Angeles" },
  });
}

/** @param prepare what happens in the page before its own script */
export async function openDesk(
  browser: Browser,
  address: string,
  { stubs = [], prepare }: { readonly stubs?: readonly Stub[]; readonly prepare?: string } = {},
): Promise<Desk> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  const requests: URL[] = [];
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => requests.push(new URL(request.url())));
  if (stubs.length > 0) await stub(page, stubs);
  if (prepare !== undefined) await page.evaluateOnNewDocument(prepare);
  await page.goto(address);
  const settle = async () => {
    await page.waitForFunction(
      `document.querySelectorAll("section").length > 0 && !document.querySelector("[aria-busy=true]") && !document.querySelector("section:not([aria-busy])")`,
    );
  };
  return {
    page,
    requests,
    complaints,
    settle,
    async signIn(key) {
      await page.waitForSelector("input[type=password]");
      await page.type("input[type=password]", key);
      await page.keyboard.press("Enter");
    },
    async choose(name, value) {
      await page.select(`select[name="${name}"]`, value);
      await settle();
    },
    async read(title) {
      const text = await page.evaluate(
        `[...document.querySelectorAll("section")].find((one) => one.querySelector("h2").textContent === ${JSON.stringify(title)})?.innerText`,
      );
      return String(text);
    },
  };
}

async function stub(page: Page, stubs: readonly Stub[]): Promise<void> {
  const left = new Map(stubs.map((one) => [one, one.times ?? Number.POSITIVE_INFINITY]));
  await page.setRequestInterception(true);
  page.on("request", (request: HTTPRequest) => {
    const { pathname } = new URL(request.url());
    const found = stubs.find((one) => pathname.endsWith(one.path) && (left.get(one) ?? 0) > 0);
    if (!found) return void request.continue();
    left.set(found, (left.get(found) ?? 0) - 1);
    return void request.respond({
      status: found.status,
      contentType: "application/json",
      body: JSON.stringify(found.body),
    });
  });
}
