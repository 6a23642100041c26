import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Focus, Row, Stats, Times } from "../src/mcp/view/answer.ts";
import { expectProportional, inChat, readMarks, readSizes, readText } from "./chart-view-chat.ts";
import { type DrawnDesk, openDrawnDesk } from "./chart-view-desk.ts";
import type { Chat } from "./chart-view-rig.ts";

let desk: DrawnDesk;
beforeAll(async () => {
  desk = await openDrawnDesk();
}, 120_000);
afterAll(() => desk.close());

const toNumbers = (rows: readonly Row[], name: string) => rows.map((row) => row[name] as number);

describe("a time series", () => {
  test("has one column per bucket, as high as its counts", async () => {
    const { rows } = desk.find<Stats>("days");
    await inChat(desk.room, desk.find("days"), async (chat) => {
      expectProportional(await readSizes(chat, ".b0", "height"), toNumbers(rows, "total"));
      expectProportional(await readSizes(chat, ".b1", "height"), toNumbers(rows, "primary"));
      expect(await readText(chat, "h1")).toBe("All events and primary leads per day");
    });
  });

  test("names each column by the answer's own zone, and the zone", async () => {
    const { rows } = desk.find<Stats>("days");
    await inChat(desk.room, desk.find("days"), async (chat) => {
      const days = (await readMarks(chat)).map((label) => Number(/\d+/.exec(label)?.[0]));
      expect(days).toEqual(rows.map(({ bucket }) => Number(String(bucket).slice(8, 10))));
      expect(await readText(chat, ".q")).toContain("Asia/Kolkata");
    });
  });

  test("marks what is not over", async () => {
    const { rows } = desk.find<Stats>("days");
    await inChat(desk.room, desk.find("days"), async (chat) => {
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
    const { comparison } = desk.find<Stats>("days");
    const earlier = toNumbers(comparison?.rows ?? [], "total");
    await inChat(desk.room, desk.find("days"), async (chat) => {
      expect(await chat.read<number>(`document.querySelectorAll(".m .e").length`)).toBe(earlier.length);
      const marks = await readMarks(chat);
      expect(marks.map((label) => /before ([\d,]*\d)/.exec(label)?.[1])).toEqual(
        earlier.map((number) => number.toLocaleString("en")),
      );
    });
  });

  test("says when the periods do not line up", async () => {
    const { comparison, ...rest } = desk.find<Stats>("days");
    const rows = comparison?.rows?.slice(1);
    const quality = { ...rest.quality, open_period: false };
    await inChat(desk.room, { ...rest, quality, comparison: { ...comparison, rows } }, async (chat) => {
      expect(await readText(chat, ".k")).toContain("before is not drawn");
      expect(await chat.read<number>(`document.querySelectorAll(".m .e").length`)).toBe(0);
    });
  });

  test("shows the interval of every estimate when the store samples", async () => {
    const answer = desk.find<Stats>("days");
    const rows: Row[] = answer.rows.map((row) => ({
      ...row,
      intervals: { total: { low: Number(row.total) - 5, high: Number(row.total) + 5 } },
    }));
    const quality = { ...answer.quality, sampled: true };
    await inChat(desk.room, { ...answer, rows, quality }, async (chat) => {
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
    const { rows } = desk.find<Stats>("rates");
    await inChat(desk.room, desk.find("rates"), async (chat) => {
      const rates = rows.map(({ bot_rate }) => bot_rate as { low: number; high: number });
      const tall = rates.map(({ low, high }) => high - low);
      expectProportional(await readSizes(chat, ".w", "height"), tall);
      expect(await chat.read<number>(`document.querySelectorAll(".m .d").length`)).toBe(rows.length);
    });
  });
});

describe("a ranking", () => {
  test("has one bar per group, as long as its counts, in the answer's order", async () => {
    const { rows } = desk.find<Stats>("sources");
    await inChat(desk.room, desk.find("sources"), async (chat) => {
      expectProportional(await readSizes(chat, ".b0", "width"), toNumbers(rows, "total"));
      const labels = await chat.read<string[]>(
        `[...document.querySelectorAll(".m bdi")].map((one) => one.innerText)`,
      );
      expect(labels).toEqual(rows.map(({ source }) => source));
    });
  });

  test("of a rate shows intervals, and the rate before", async () => {
    const { rows, comparison } = desk.find<Stats>("ranked");
    await inChat(desk.room, desk.find("ranked"), async (chat) => {
      const rates = rows.map(({ bot_rate }) => bot_rate as { low: number; high: number });
      expectProportional(
        await readSizes(chat, ".w", "width"),
        rates.map(({ low, high }) => high - low),
      );
      expect(await chat.read<number>(`document.querySelectorAll(".m .e").length`)).toBeGreaterThan(0);
      expect(await readText(chat, "h1")).toBe("Bot rate by source, surely high first");
    });
    // What stands beside a row is what was counted for the same group.
    const earlier = comparison?.rows ?? [];
    expect(earlier.length).toBeGreaterThan(0);
    expect(earlier.map(({ source }) => source)).toEqual(
      rows.slice(0, earlier.length).map(({ source }) => source),
    );
  });

  test("says how many rows it leaves out", async () => {
    const { rows } = desk.find<Stats>("pairs");
    await inChat(desk.room, desk.find("pairs"), async (chat) => {
      expect(await readMarks(chat)).toHaveLength(11);
      expect(await readText(chat, ".q:last-child")).toContain(`11 of ${rows.length} rows drawn.`);
    });
  });

  test("of focus areas shows rate, interval, the rate elsewhere and the verdict", async () => {
    const { segments } = desk.find<Focus>("focus");
    await inChat(desk.room, desk.find("focus"), async (chat) => {
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
      const { rows } = desk.find<Stats>(name);
      expect(rows).toHaveLength(168);
      const weekdays = [...new Set(rows.map(({ weekday }) => weekday))];
      const counts = toNumbers(rows, "primary");
      await inChat(desk.room, desk.find(name), async (chat) => {
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
    const { rows } = desk.find<Stats>("channels");
    const days = new Set(rows.map(({ bucket }) => bucket));
    const channels = [...new Set(rows.map(({ channel }) => channel))];
    await inChat(desk.room, desk.find("channels"), async (chat) => {
      const columns = new Set((await readCells(chat)).map(([, area]) => area.split(" / ")[1]));
      expect(columns.size).toBe(days.size);
      const labels = await chat.read<string[]>(
        `[...document.querySelectorAll(".g > bdi")].map((one) => one.innerText)`,
      );
      expect(labels).toEqual(channels);
    });
  });

  test("of best times shows the leads to expect in every slot", async () => {
    const { staffing } = desk.find<Times>("times");
    const expected = staffing.flatMap((day) => day.expected);
    await inChat(desk.room, desk.find("times"), async (chat) => {
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
  ] as const)("%s: %s", async (name, sentence) => {
    await inChat(desk.room, desk.find(name), async (chat) => {
      expect(await readText(chat, "main")).toMatch(sentence);
      expect(await readMarks(chat)).toEqual([]);
    });
  });

  test.each([[undefined], [null], [{}], [{ rows: [{}] }], [{ segments: "many" }], [[]]])(
    "an answer that is %j",
    async (content) => {
      await inChat(desk.room, content, async (chat) => {
        expect(await readText(chat, "main")).toMatch(/^(Cannot be drawn|Nothing to draw)\./);
      });
    },
  );
});
