import chromium from "@sparticuz/chromium";
import { build } from "esbuild";
import puppeteer, { type Frame, type Page } from "puppeteer-core";

/** What a host tells a view about itself. */
export interface HostContext {
  readonly theme?: "light" | "dark";
  readonly locale?: string;
  readonly styles?: { readonly variables: Readonly<Record<string, string>> };
}

/** A result as a host passes it on. */
export interface Shown {
  readonly structuredContent?: unknown;
  readonly content?: readonly unknown[];
  readonly isError?: boolean;
}

/** A page of a chat with one view in it. */
export interface Chat {
  readonly page: Page;
  readonly frame: Frame;
  /** Addresses that anything asked for since the chat was opened. */
  readonly requests: readonly string[];
  /** Shows a tool's result, and resolves when the view said how high it is now. */
  show(result: Shown): Promise<void>;
  change(context: HostContext): Promise<void>;
  /** Calls a function of the host page. */
  ask(expression: string): Promise<unknown>;
  /** Evaluates an expression inside the view. */
  read<T>(expression: string): Promise<T>;
  close(): Promise<void>;
}

export interface ChatBrowser {
  open(html: string, context?: HostContext, widthPx?: number): Promise<Chat>;
  close(): Promise<void>;
}

/** Sources a view declares; every list may be missing. */
interface Csp {
  readonly connectDomains?: readonly string[];
  readonly resourceDomains?: readonly string[];
}

/** A view as a host frames it: with the policy that its resource declares. */
export function toFramed(html: string, { connectDomains = [], resourceDomains = [] }: Csp): string {
  const resources = resourceDomains.join(" ");
  const policy = [
    "default-src 'none'",
    `script-src 'unsafe-inline' ${resources}`,
    `style-src 'unsafe-inline' ${resources}`,
    `img-src data: ${resources}`,
    `connect-src ${connectDomains.join(" ") || "'none'"}`,
  ].join("; ");
  return html.replace("<head>", `<head><meta http-equiv="Content-Security-Policy" content="${policy}">`);
}

/** A browser with a page that hosts MCP Apps through the bridge hosts are built with. */
export async function openChatBrowser(): Promise<ChatBrowser> {
  const { outputFiles } = await build({
    entryPoints: [new URL("chart-view-host.mjs", import.meta.url).pathname],
    bundle: true,
    format: "iife",
    write: false,
  });
  const script = outputFiles[0]?.text ?? "";
  const browser = await puppeteer.launch({
    executablePath: await chromium.executablePath(),
    args: ["--no-sandbox", "--no-zygote", "--disable-gpu", "--disable-dev-shm-usage"],
    headless: "shell",
    // Answers have a zone of their own, whatever the browser's is.
    env: { ...process.env, TZ: "America/Los_Angeles" },
  });
  return {
    async open(html, context = {}, widthPx = 600) {
      const page = await browser.newPage();
      await page.setViewport({ width: widthPx + 40, height: 700 });
      await page.setContent('<!doctype html><body style="margin:20px">');
      await page.addScriptTag({ content: script });
      const requests: string[] = [];
      await page.setRequestInterception(true);
      page.on("request", (request) => {
        if (!request.url().startsWith("about:")) requests.push(request.url());
        void request.abort();
      });
      const ask = (expression: string) => page.evaluate(`host.${expression}`);
      await ask(`open(${JSON.stringify(html)}, ${JSON.stringify(context)}, ${widthPx})`);
      const frame = page.frames().find((one) => one !== page.mainFrame());
      if (!frame) throw new Error("the view has no frame");
      const settle = async () => {
        await frame.evaluate(
          "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
        );
        await page.evaluate(
          "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
        );
      };
      return {
        page,
        frame,
        requests,
        async show(result) {
          await ask(`show({}, ${JSON.stringify({ content: [], ...result })})`);
          await settle();
        },
        async change(changed) {
          await ask(`change(${JSON.stringify(changed)})`);
          await settle();
        },
        ask,
        read: async <T>(expression: string) => (await frame.evaluate(expression)) as T,
        close: () => page.close(),
      };
    },
    close: () => browser.close(),
  };
}
