import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answered, type Caller, connect } from "../evals/client.ts";
import { DEMO_KEYS } from "../local/seed.ts";
import type { Stack } from "../local/stack.ts";
import { INSTRUCTION_LIKE_LABELS } from "../src/mcp/strange-labels.ts";
import { APP_PAGE, APPS_EXTENSION, CHART_URI } from "../src/mcp/view/address.ts";
import type { Stats } from "../src/mcp/view/answer.ts";
import { CALLS, type Name } from "./chart-view-calls.ts";
import { BACKGROUNDS, type ChatRoom, inChat, readMarks, readText } from "./chart-view-chat.ts";
import { toContrast } from "./chart-view-contrast.ts";
import { type Chat, openChatBrowser, toFramed } from "./chart-view-rig.ts";
import { startTestStack } from "./stack.ts";

/** What directories allow inside a chat. */
const MAX_HEIGHT_PX = 500;

let stack: Stack;
let caller: Caller;
let room: ChatRoom;
const answers = new Map<string, Answered>();

beforeAll(async () => {
  const [started, browser] = await Promise.all([startTestStack({ demoData: true }), openChatBrowser()]);
  stack = started;
  caller = await connect(stack.url, DEMO_KEYS.marketing, "modern");
  for (const [name, [tool, input]] of Object.entries(CALLS)) {
    const answer = await caller.call(tool, input);
    if (answer.isError) throw new Error(`${name}: ${answer.text}`);
    answers.set(name, answer);
  }
  const { text, csp } = await readView();
  room = { browser, html: toFramed(text, csp) };
}, 180_000);

afterAll(async () => {
  await room.browser.close();
  await caller.close();
  await stack.close();
});

/** The page and its policy, as a host reads them. */
async function readView(): Promise<{ text: string; csp: object }> {
  const { contents } = await caller.client.readResource({ uri: CHART_URI });
  const [page] = contents;
  if (!page || !("text" in page)) throw new Error("the view is not text");
  const { ui } = page._meta as { ui: { csp: object } };
  return { text: page.text, csp: ui.csp };
}

function find<T>(name: Name): T {
  return answers.get(name)?.structured as T;
}

describe("over MCP", () => {
  test("the tools with answers that can be drawn name the view, the others do not", async () => {
    const { tools } = await caller.client.listTools();
    const drawn = tools.filter(({ _meta }) => _meta !== undefined);
    expect(drawn.map(({ name }) => name)).toEqual(["get_lead_stats", "rank_focus_areas", "find_best_times"]);
    for (const { _meta } of drawn) expect(_meta).toEqual({ ui: { resourceUri: CHART_URI } });
  });

  test("the view is a page that asks for no network, and the server says that it has one", async () => {
    const { contents } = await caller.client.readResource({ uri: CHART_URI });
    expect(contents).toEqual([
      {
        uri: CHART_URI,
        mimeType: APP_PAGE,
        text: expect.stringContaining("<!doctype html>"),
        _meta: { ui: { csp: { connectDomains: [], resourceDomains: [] }, prefersBorder: true } },
      },
    ]);
    expect(caller.client.getServerCapabilities()?.extensions).toHaveProperty([APPS_EXTENSION]);
  });

  test("a client that shows text only gets the same answer", async () => {
    const input = { from: "2026-01-01", to: "2026-01-07", group_by: ["source"] };
    const plain = await caller.call("get_lead_stats", input);
    const extensions = { [APPS_EXTENSION]: { mimeTypes: [APP_PAGE] } };
    const able = new Client(
      { name: "app host", version: "1" },
      { capabilities: { extensions }, versionNegotiation: { mode: { pin: "2026-07-28" } } },
    );
    const authProvider = { token: async () => DEMO_KEYS.marketing };
    await able.connect(new StreamableHTTPClientTransport(new URL("/mcp", stack.url), { authProvider }));
    const shown = await able.callTool({ name: "get_lead_stats", arguments: input });
    await able.close();
    expect(shown.content).toEqual([{ type: "text", text: plain.text }]);
    expect(shown.structuredContent).toEqual(plain.structured);
  });
});

describe("inside a chat", () => {
  test.each(Object.keys(CALLS) as Name[])("%s fits at every width, and says how high it is", async (name) => {
    for (const widthPx of [320, 640]) {
      await inChat(
        room,
        find(name),
        async (chat) => {
          const sizes = (await chat.ask("sizes")) as number[];
          expect(sizes.at(-1)).toBeLessThanOrEqual(MAX_HEIGHT_PX);
          for (const part of ["document.documentElement", `document.querySelector("main")`]) {
            expect(await chat.read(`${part}.scrollHeight - ${part}.clientHeight`)).toBe(0);
            expect(await chat.read(`${part}.scrollWidth - ${part}.clientWidth`)).toBe(0);
          }
        },
        undefined,
        widthPx,
      );
    }
  });

  test.each([
    [1, 0],
    [3, 0],
    [12, 1],
  ])(
    "what the numbers rest on is read to the end in the narrowest, with %i warnings",
    async (count, least) => {
      const answer = find<Stats>("sources");
      const warnings = Array.from({ length: count }, () => ({
        code: "sampled",
        message: "Counts are estimates: 7480 stored data points stand for 19660 events.",
      }));
      const long = { ...answer, quality: { ...answer.quality, sampled: true, warnings } };
      const read = async (chat: Chat) => {
        const sizes = (await chat.ask("sizes")) as number[];
        expect(sizes.at(-1)).toBeLessThanOrEqual(MAX_HEIGHT_PX);
        const note = `document.querySelector(".q:last-child")`;
        expect(await chat.read(`${note}.scrollHeight - ${note}.clientHeight`)).toBe(0);
        const main = `document.querySelector("main")`;
        const hidden = await chat.read<number>(`${main}.scrollHeight - ${main}.clientHeight`);
        expect(Math.min(1, hidden)).toBe(least);
        await chat.read(`${main}.scrollTo(0, 9999)`);
        expect(await chat.read(`${note}.getBoundingClientRect().bottom <= ${sizes.at(-1)}`)).toBe(true);
      };
      await inChat(room, long, read, undefined, 320);
    },
  );

  test("labels that strangers wrote are text", async () => {
    const answer = find<Stats>("sources");
    for (let at = 0; at < INSTRUCTION_LIKE_LABELS.length; at += 9) {
      const labels = [...INSTRUCTION_LIKE_LABELS.slice(at, at + 9), '<img src=x onerror="document.title=1">'];
      const [row] = answer.rows;
      const rows = labels.map((source) => ({ ...row, source }));
      const filters = [{ dimension: "source", operator: "is", values: labels }];
      await inChat(
        room,
        { ...answer, headline: labels[0], rows, query: { ...answer.query, filters } },
        async (chat) => {
          const shown = await chat.read<string[]>(
            `[...document.querySelectorAll(".m bdi")].map((one) => one.textContent)`,
          );
          expect(shown).toEqual(labels);
          const names = await chat.read<string[]>(
            `[...new Set([...document.body.querySelectorAll("*")].map((one) => one.localName))].sort()`,
          );
          expect(names).toEqual(["bdi", "div", "h1", "i", "main", "p", "script", "span"]);
          expect(await chat.read("document.title")).toBe("Lead chart");
          expect(chat.requests).toEqual([]);
        },
      );
    }
  });

  test("nothing leaves the frame, not even when it is asked to", async () => {
    await inChat(room, find("days"), async (chat) => {
      const refused = await chat.read(
        `fetch("https://example.com/leak").then(() => "sent", () => "refused")`,
      );
      await chat.read(
        `new Promise((done) => { const image = new Image(); image.onerror = done; image.src = "https://example.com/pixel"; })`,
      );
      expect([refused, chat.requests]).toEqual(["refused", []]);
    });
  });

  test("only the page around is listened to", async () => {
    await inChat(room, find("days"), async (chat) => {
      const forged = { jsonrpc: "2.0", method: "ui/notifications/tool-cancelled", params: {} };
      await chat.read(
        `postMessage(${JSON.stringify(forged)}, "*"), new Promise((done) => setTimeout(done, 50))`,
      );
      expect(await readMarks(chat)).toHaveLength(14);
    });
  });

  test("it answers when it is asked whether it is there, and when it has to go", async () => {
    await inChat(room, find("days"), async (chat) => {
      expect(await chat.ask("ping()")).toEqual({});
      expect(await chat.ask("teardown()")).toEqual({});
    });
  });

  test("every value is reached with a pointer and with the keyboard, and read out", async () => {
    await inChat(room, find("heat"), async (chat) => {
      const marks = await readMarks(chat);
      await chat.page.mouse.move(25, 5);
      const [box] = await chat.frame.$$(".m");
      await box?.hover();
      expect(await readText(chat, "[role=status]")).toBe(marks[0]);
      await chat.read(`document.querySelector("[role=group]").focus()`);
      // Hours stand one beside the other, seven weekdays below each other.
      for (const [key, at] of [
        ["ArrowRight", 7],
        ["ArrowDown", 8],
        ["ArrowLeft", 1],
        ["ArrowUp", 0],
      ] as const) {
        await chat.page.keyboard.press(key);
        expect(await readText(chat, "[role=status]")).toBe(marks[at]);
      }
      expect(await chat.read(`document.querySelector("[role=group]").ariaLabel`)).toBe(
        find<Stats>("heat").headline,
      );
    });
  });

  test.each(["light", "dark"] as const)("text and marks stand out in a %s chat", async (theme) => {
    for (const name of ["days", "ranked", "heat"] as const) {
      await inChat(
        room,
        find(name),
        async (chat) => {
          const read = (selector: string, property: string) =>
            chat.read<string[]>(
              `[...document.querySelectorAll("${selector}")].map((one) => getComputedStyle(one).${property})`,
            );
          const background = BACKGROUNDS[theme];
          const texts = await read("h1, p, p span, bdi, a, .m span", "color");
          const fills = await read(".m:not(.o) .b0, .m:not(.o) .b1, .m:not(.o) .d", "backgroundColor");
          for (const color of texts) expect(toContrast(color, background)).toBeGreaterThanOrEqual(4.5);
          for (const color of fills) expect(toContrast(color, background)).toBeGreaterThanOrEqual(3);
          expect(await read("html, body", "backgroundColor")).toEqual(Array(2).fill("rgba(0, 0, 0, 0)"));
        },
        { theme },
      );
    }
  });

  test("it follows the chat's theme, colours and language when they change", async () => {
    await inChat(room, find("sources"), async (chat) => {
      const read = () =>
        chat.read<string[]>(
          `[getComputedStyle(document.body).color, getComputedStyle(document.querySelector(".m .b1")).backgroundColor, document.querySelector(".m span").innerText]`,
        );
      const [, accent, numbers] = await read();
      const variables = { "--color-text-primary": "rgb(1, 2, 3)" };
      await chat.change({ theme: "dark", locale: "de-DE", styles: { variables } });
      const [text, darkAccent, germanNumbers] = await read();
      expect(text).toBe("rgb(1, 2, 3)");
      expect(darkAccent).not.toBe(accent);
      expect([numbers, germanNumbers]).toEqual([expect.stringContaining(","), numbers?.replaceAll(",", ".")]);
      await chat.change({ locale: "no such language" });
      expect((await read())[2]).toBe(germanNumbers);
    });
  });

  test("a refusal is shown in the server's words, and that a question was cancelled", async () => {
    const { text, isError } = await caller.call("get_lead_stats", { group_by: ["sauce"] });
    const chat = await room.browser.open(room.html);
    await chat.show({ isError, content: [{ type: "text", text }] });
    expect((await readText(chat, "main")).replace(/\s+/g, " ")).toBe(text.replace(/\s+/g, " ").trim());
    await chat.ask("cancel()");
    await chat.read("new Promise((done) => setTimeout(done))");
    expect(await readText(chat, "main")).toBe("Cancelled.");
    await chat.close();
  });
});
