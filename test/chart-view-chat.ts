import { expect } from "vitest";
import type { Chat, ChatBrowser, HostContext } from "./chart-view-rig.ts";

/** Backgrounds of hosts. */
export const BACKGROUNDS = { light: "rgb(255, 255, 255)", dark: "rgb(38, 38, 36)" } as const;

/** A browser and the view to show in it. */
export interface ChatRoom {
  readonly browser: ChatBrowser;
  /** With the policy a host gives it. */
  readonly html: string;
}

/** Shows an answer in a chat of its own, and closes it. */
export async function inChat<T>(
  { browser, html }: ChatRoom,
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

/** What an element of the view says. */
export const readText = (chat: Chat, selector: string) =>
  chat.read<string>(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ""`);
/** What the marks say to those who cannot see them. */
export const readMarks = (chat: Chat) =>
  chat.read<string[]>(`[...document.querySelectorAll(".m")].map((mark) => mark.ariaLabel)`);
/** Sizes in pixels of the parts of every mark; `null` where a mark has no such part. */
export const readSizes = (chat: Chat, part: string, side: "width" | "height") =>
  chat.read<(number | null)[]>(
    `[...document.querySelectorAll(".m")].map((mark) => mark.querySelector("${part}")?.getBoundingClientRect().${side} ?? null)`,
  );

/** Drawn sizes stand to each other as the numbers do. */
export function expectProportional(sizes: readonly (number | null)[], numbers: readonly number[]): void {
  expect(sizes).toHaveLength(numbers.length);
  const scale = Math.max(...sizes.map((size) => size ?? 0)) / Math.max(...numbers);
  expect(scale).toBeGreaterThan(0);
  for (const [index, number] of numbers.entries()) {
    expect(Math.abs((sizes[index] ?? Number.NaN) - number * scale), `mark ${index}`).toBeLessThan(0.6);
  }
}
