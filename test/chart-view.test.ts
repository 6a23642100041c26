import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answered, type Caller, connect } from "../evals/client.ts";
import { DEMO_KEYS } from "../local/seed.ts";
import type { Stack } from "../local/stack.ts";
import { INSTRUCTION_LIKE_LABELS } from "../src/mcp/strange-labels.ts";
import { APP_PAGE, APPS_EXTENSION, CHART_URI } from "../src/mcp/view/address.ts";
import type { Focus, Row, Stats, Times } from "../src/mcp/view/answer.ts";
import { toContrast } from "./chart-view-contrast.ts";
import {
  type Chat,
  type ChatBrowser,
  type HostContext,
  openChatBrowser,
  toFramed,
} from "./chart-view-rig.ts";
import { startTestStack } from "./stack.ts";

/** What directories allow inside a chat. */
const MAX_HEIGHT_PX = 500;
const BACKGROUNDS = { light: "rgb(255, 255, 255)", dark: "rgb(38, 38, 36)" } as const;
const CALLS = {
  days: ["get_lead_stats", { days: 14, compare: "previous" }],
  buckets: ["get_lead_stats", { days: 3, bucket: "30min" }],
  months: ["get_lead_stats", { days: 150, bucket: "month" }],
  rates: ["get_lead_stats", { days: 14, order_by: "bot_rate" }],
  sources: ["get_lead_stats", { days: 28, group_by: ["source"] }],
  ranked: ["get_lead_stats", { days: 28, group_by: ["source"], order_by: "bot_rate", compare: "previous" }],
  pairs: ["get_lead_stats", { days: 28, group_by: ["source", "device"], limit: 20 }],
  heat: ["get_lead_stats", { days: 56, group_by: ["hour", "weekday"] }],
  turned: ["get_lead_stats", { days: 56, group_by: ["weekday", "hour"] }],
  channels: ["get_lead_stats", { days: 14, bucket: "day", group_by: ["channel"], limit: 4 }],
  focus: ["rank_focus_areas", { days: 77, group_by: ["utm_campaign"], good: "hot" }],
  times: ["find_best_times", { filters: [{ dimension: "project", values: ["green-acres"] }] }],
  figure: ["get_lead_stats", { bucket: "none" }],
  cube: ["get_lead_stats", { days: 3, bucket: "day", group_by: ["type", "device"] }],
  nothing: ["rank_focus_areas", { from: "2020-01-01", to: "2020-01-07" }],
} as const satisfies Record<string, readonly [string, Readonly<Record<string, unknown>>]>;
type Name = keyof typeof CALLS;

let stack: Stack;
let caller: Caller;
let browser: ChatBrowser;
let html: string;
const answers = new Map<string, Answered>();

beforeAll(async () => {
  [stack, browser] = await Promise.all([startTestStack({ demoData: true }), openChatBrowser()]);
  caller = await connect(stack.url, DEMO_KEYS.marketing, "modern");
  for (const [name, [tool, input]] of Object.entries(CALLS)) {
    answers.set(name, await caller.call(tool, input));
  }
  const { contents } = await caller.client.readResource({ uri: CHART_URI });
  const [page] = contents as [{ text: string; _meta: { ui: { csp: object } } }];
  html = toFramed(page.text, page._meta.ui.csp);
}, 180_000);

afterAll(async () => {
  await browser.close();
  await caller.close();
  await stack.close();
});

function find<T>(name: Name): T {
  return answers.get(name)?.structured as T;
}

async function inChat<T>(
  structuredContent: unknown,
  run: (chat: Chat) => Promise<T>,
  context: HostContext = { theme: "light", locale: "en" },
  widthPx?: number,
): Promise<T> {
  const chat = await browser.open(html, context, widthPx);
  try {
    await chat.page.evaluate(`document.body.style.background = "${BACKGROUNDS[context.theme ?? "light"]}"`);
    await chat.show({ structuredContent });
    return await run(chat);
  } finally {
    await chat.close();
  }
}

const readText = (chat: Chat, selector: string) =>
  chat.read<string>(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ""`);
const readMarks = (chat: Chat) =>
  chat.read<string[]>(`[...document.querySelectorAll(".m")].map((mark) => mark.ariaLabel)`);
/** Sizes in pixels of the parts of every mark; `null` where a mark has no such part. */
const readSizes = (chat: Chat, part: string, side: "width" | "height") =>
  chat.read<(number | null)[]>(
    `[...document.querySelectorAll(".m")].map((mark) => mark.querySelector("${part}")?.getBoundingClientRect().${side} ?? null)`,
  );

/** Drawn sizes stand to each other as the numbers do. */
function expectProportional(sizes: readonly (number | null)[], numbers: readonly number[]): void {
  expect(sizes).toHaveLength(numbers.length);
  const scale = Math.max(...sizes.map((size) => size ?? 0)) / Math.max(...numbers);
  expect(scale).toBeGreaterThan(0);
  for (const [index, number] of numbers.entries()) {
    expect(Math.abs((sizes[index] ?? Number.NaN) - number * scale), `mark ${index}`).toBeLessThan(0.6);
  }
}

const toNumbers = (rows: readonly Row[], name: string) => rows.map((row) => row[name] as number);

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

describe("a time series", () => {
  test("has one column per bucket, as high as its counts", async () => {
    const { rows } = find<Stats>("days");
    await inChat(find("days"), async (chat) => {
      expectProportional(await readSizes(chat, ".b0", "height"), toNumbers(rows, "total"));
      expectProportional(await readSizes(chat, ".b1", "height"), toNumbers(rows, "primary"));
      expect(await readText(chat, "h1")).toBe("All events and primary leads per day");
    });
  });

  test("names each column by the answer's own zone, and the zone", async () => {
    const { rows } = find<Stats>("days");
    await inChat(find("days"), async (chat) => {
      const days = (await readMarks(chat)).map((label) => Number(/\d+/.exec(label)?.[0]));
      expect(days).toEqual(rows.map(({ bucket }) => Number(String(bucket).slice(8, 10))));
      expect(await readText(chat, ".q")).toContain("Asia/Kolkata");
    });
  });

  test("marks what is not over", async () => {
    const { rows } = find<Stats>("days");
    await inChat(find("days"), async (chat) => {
      const open = await chat.read<boolean[]>(
        `[...document.querySelectorAll(".m")].map((mark) => mark.classList.contains("o"))`,
      );
      expect(open).toEqual(rows.map((row) => row.open === true));
      expect(open.at(-1)).toBe(true);
      expect((await readMarks(chat)).at(-1)).toMatch(/not over yet$/);
      expect(await readText(chat, ".k")).toContain("not over yet");
    });
  });

  test("shows the period before beside it, bucket by bucket", async () => {
    const { comparison } = find<Stats>("days");
    const earlier = toNumbers(comparison?.rows ?? [], "total");
    await inChat(find("days"), async (chat) => {
      expect(await chat.read<number>(`document.querySelectorAll(".m .e").length`)).toBe(earlier.length);
      const marks = await readMarks(chat);
      expect(marks.map((label) => /before ([\d,]+)/.exec(label)?.[1])).toEqual(
        earlier.map((number) => number.toLocaleString("en")),
      );
    });
  });

  test("says when the periods do not line up", async () => {
    const { comparison, ...rest } = find<Stats>("days");
    const rows = comparison?.rows?.slice(1);
    const quality = { ...rest.quality, open_period: false };
    await inChat({ ...rest, quality, comparison: { ...comparison, rows } }, async (chat) => {
      expect(await readText(chat, ".k")).toContain("before is not drawn");
      expect(await chat.read<number>(`document.querySelectorAll(".m .e").length`)).toBe(0);
    });
  });

  test("shows the interval of every estimate when the store samples", async () => {
    const answer = find<Stats>("days");
    const rows = answer.rows.map((row) => ({
      ...row,
      intervals: { total: { low: Number(row.total) - 5, high: Number(row.total) + 5 } },
    }));
    const quality = { ...answer.quality, sampled: true };
    await inChat({ ...answer, rows, quality }, async (chat) => {
      const [whiskers, bars] = [
        await readSizes(chat, ".w", "height"),
        await readSizes(chat, ".b0", "height"),
      ];
      const unit = (bars[0] ?? 0) / Number(rows[0]?.total);
      for (const height of whiskers) expect(height).toBeCloseTo(10 * unit, 0);
      expect(await readText(chat, ".k")).toContain("95% interval");
      expect(await readText(chat, ".q:last-child")).toMatch(/^Sampled\./);
    });
  });

  test("of a rate has a point with its interval per bucket", async () => {
    const { rows } = find<Stats>("rates");
    await inChat(find("rates"), async (chat) => {
      const rates = rows.map(({ bot_rate }) => bot_rate as { low: number; high: number });
      const tall = rates.map(({ low, high }) => high - low);
      expectProportional(await readSizes(chat, ".w", "height"), tall);
      expect(await chat.read<number>(`document.querySelectorAll(".m .d").length`)).toBe(rows.length);
    });
  });
});

describe("a ranking", () => {
  test("has one bar per group, as long as its counts, in the answer's order", async () => {
    const { rows } = find<Stats>("sources");
    await inChat(find("sources"), async (chat) => {
      expectProportional(await readSizes(chat, ".b0", "width"), toNumbers(rows, "total"));
      const labels = await chat.read<string[]>(
        `[...document.querySelectorAll(".m bdi")].map((one) => one.innerText)`,
      );
      expect(labels).toEqual(rows.map(({ source }) => source));
    });
  });

  test("of a rate shows intervals, and the rate before", async () => {
    const { rows, comparison } = find<Stats>("ranked");
    await inChat(find("ranked"), async (chat) => {
      const rates = rows.map(({ bot_rate }) => bot_rate as { low: number; high: number });
      expectProportional(
        await readSizes(chat, ".w", "width"),
        rates.map(({ low, high }) => high - low),
      );
      expect(await chat.read<number>(`document.querySelectorAll(".m .e").length`)).toBeGreaterThan(0);
    });
    // What stands beside a row is what was counted for the same group.
    const earlier = comparison?.rows ?? [];
    expect(earlier.length).toBeGreaterThan(0);
    expect(earlier.map(({ source }) => source)).toEqual(
      rows.slice(0, earlier.length).map(({ source }) => source),
    );
  });

  test("says how many rows it leaves out", async () => {
    const { rows } = find<Stats>("pairs");
    await inChat(find("pairs"), async (chat) => {
      expect(await readMarks(chat)).toHaveLength(11);
      expect(await readText(chat, ".q:last-child")).toContain(`11 of ${rows.length} rows drawn.`);
    });
  });

  test("of focus areas shows rate, interval, the rate elsewhere and the verdict", async () => {
    const { segments } = find<Focus>("focus");
    await inChat(find("focus"), async (chat) => {
      const asides = await chat.read<string[]>(
        `[...document.querySelectorAll(".m span")].map((one) => one.innerText)`,
      );
      expect(asides.map((text) => text.split(" ").slice(1).join("_"))).toEqual(
        segments.map(({ verdict }) => verdict),
      );
      expectProportional(
        await readSizes(chat, ".w", "width"),
        segments.map(({ rate }) => Number(rate.high) - Number(rate.low)),
      );
      expect(await chat.read<number>(`document.querySelectorAll(".m .e").length`)).toBe(segments.length);
      expect(await readText(chat, ".k")).toContain("90% interval");
    });
  });
});

describe("a heat map", () => {
  const readCells = (chat: Chat) =>
    chat.read<[number, string, string][]>(
      `[...document.querySelectorAll(".m")].map((cell) => [Number(cell.firstChild.style.opacity), cell.style.gridArea, cell.ariaLabel])`,
    );

  test.each(["heat", "turned"] as const)(
    "of hours and weekdays has 168 cells, the fuller the more (%s)",
    async (name) => {
      const { rows } = find<Stats>(name);
      expect(rows).toHaveLength(168);
      const weekdays = [...new Set(rows.map(({ weekday }) => weekday))];
      const counts = toNumbers(rows, "primary");
      await inChat(find(name), async (chat) => {
        const cells = await readCells(chat);
        for (const [index, [opacity, area]] of cells.entries()) {
          expect(opacity).toBeCloseTo((counts[index] ?? 0) / Math.max(...counts), 4);
          const { hour, weekday } = rows[index] ?? {};
          expect(area).toMatch(new RegExp(`^${weekdays.indexOf(weekday) + 1} / ${Number(hour) + 2}( |$)`));
        }
        expect(await readText(chat, ".g")).toMatch(/^Monday\s+Tuesday/);
      });
    },
  );

  test("of time and a group has time across", async () => {
    const { rows } = find<Stats>("channels");
    const days = new Set(rows.map(({ bucket }) => bucket));
    const channels = [...new Set(rows.map(({ channel }) => channel))];
    await inChat(find("channels"), async (chat) => {
      const columns = new Set((await readCells(chat)).map(([, area]) => area.split(" / ")[1]));
      expect(columns.size).toBe(days.size);
      const labels = await chat.read<string[]>(
        `[...document.querySelectorAll(".g > bdi")].map((one) => one.innerText)`,
      );
      expect(labels).toEqual(channels);
    });
  });

  test("of best times shows the leads to expect in every slot", async () => {
    const { staffing } = find<Times>("times");
    const expected = staffing.flatMap((day) => day.expected);
    await inChat(find("times"), async (chat) => {
      const cells = await readCells(chat);
      expect(cells).toHaveLength(expected.length);
      for (const [index, [opacity]] of cells.entries()) {
        expect(opacity).toBeCloseTo((expected[index] ?? 0) / Math.max(...expected), 4);
      }
      expect(cells[25]?.[2]).toMatch(/^Tuesday 01:00: [\d.]+ to expect, 9 in 10 times at most \d+$/);
    });
  });
});

describe("what cannot be drawn is said", () => {
  test.each([
    ["figure", /^Nothing to draw\. \d+ events/],
    ["cube", /^Too much to draw\. \d+ events/],
    ["nothing", /^Nothing to draw\. /],
  ] as const)("%s", async (name, sentence) => {
    await inChat(find(name), async (chat) => {
      expect(await readText(chat, "main")).toMatch(sentence);
      expect(await readMarks(chat)).toEqual([]);
    });
  });

  test.each([undefined, null, {}, { rows: [{}] }, { segments: "many" }, []])("%j", async (content) => {
    await inChat(content, async (chat) => {
      expect(await readText(chat, "main")).toMatch(/^(Cannot be drawn|Nothing to draw)\./);
    });
  });

  test("a refusal, in the server's words", async () => {
    const { text, isError } = await caller.call("get_lead_stats", { group_by: ["sauce"] });
    const chat = await browser.open(html);
    await chat.show({ isError, content: [{ type: "text", text }] });
    expect((await readText(chat, "main")).replace(/\s+/g, " ")).toBe(text.replace(/\s+/g, " ").trim());
    await chat.ask("cancel()");
    await chat.read("new Promise((done) => setTimeout(done))");
    expect(await readText(chat, "main")).toBe("Cancelled.");
    await chat.close();
  });
});

describe("inside a chat", () => {
  test.each(Object.keys(CALLS) as Name[])("%s fits at every width, and says how high it is", async (name) => {
    for (const widthPx of [320, 640]) {
      await inChat(
        find(name),
        async (chat) => {
          const sizes = (await chat.ask("sizes")) as number[];
          expect(sizes.at(-1)).toBeLessThanOrEqual(MAX_HEIGHT_PX);
          const page = "document.documentElement";
          expect(await chat.read(`${page}.scrollHeight - ${page}.clientHeight`)).toBe(0);
          expect(await chat.read(`${page}.scrollWidth - ${page}.clientWidth`)).toBe(0);
        },
        undefined,
        widthPx,
      );
    }
  });

  test("labels that strangers wrote are text", async () => {
    const answer = find<Stats>("sources");
    for (let at = 0; at < INSTRUCTION_LIKE_LABELS.length; at += 9) {
      const labels = [...INSTRUCTION_LIKE_LABELS.slice(at, at + 9), '<img src=x onerror="document.title=1">'];
      const [row] = answer.rows;
      const rows = labels.map((source) => ({ ...row, source }));
      const filters = [{ dimension: "source", operator: "is", values: labels }];
      await inChat(
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
    await inChat(find("days"), async (chat) => {
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
    await inChat(find("days"), async (chat) => {
      const forged = { jsonrpc: "2.0", method: "ui/notifications/tool-cancelled", params: {} };
      await chat.read(
        `postMessage(${JSON.stringify(forged)}, "*"), new Promise((done) => setTimeout(done, 50))`,
      );
      expect(await readMarks(chat)).toHaveLength(14);
    });
  });

  test("it answers when it is asked whether it is there, and when it has to go", async () => {
    await inChat(find("days"), async (chat) => {
      expect(await chat.ask("ping()")).toEqual({});
      expect(await chat.ask("teardown()")).toEqual({});
    });
  });

  test("every value is reached with a pointer and with the keyboard, and read out", async () => {
    await inChat(find("heat"), async (chat) => {
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
    await inChat(find("sources"), async (chat) => {
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
});
