import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Touch, toTouch } from "./touch.ts";
import { toVisit, type Visit } from "./visit.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 1);
const AD = "https://www.example.com/offer?utm_source=google&utm_medium=cpc&gclid=abc#top";

const see = (before: Partial<Visit>, address: string, ms: number, referrer = ""): Visit =>
  toVisit(before, toTouch(new URL(address), referrer, ms), ms);
const source = (touch: Touch) => touch.utm_source ?? touch.referrer ?? "direct";

describe("a touch", () => {
  test("holds tags, click ids, the page and the page that linked to it, without queries", () => {
    const touch = toTouch(new URL(AD), "https://news.example.org/a?email=jane@example.com", START);
    expect(touch).toEqual({
      at: "2026-11-01T00:00:00.000Z",
      landing_page: "https://www.example.com/offer",
      referrer: "https://news.example.org/a",
      utm_source: "google",
      utm_medium: "cpc",
      gclid: "abc",
    });
  });
  test("has no referrer when the site linked to itself", () => {
    expect(toTouch(new URL(AD), "https://www.example.com/", START)).not.toHaveProperty("referrer");
  });
  test("stays short enough to be kept, whatever the address", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), fc.string({ maxLength: 5000 }), (url, tag) => {
        const address = new URL(url);
        for (const name of ["utm_source", "utm_campaign", "fbclid"]) address.searchParams.set(name, tag);
        const values = Object.values(toTouch(address, url, START));
        expect(Math.max(...values.map((value) => value.length))).toBeLessThanOrEqual(300);
      }),
    );
  });
});

describe("a visit", () => {
  test("goes on for half an hour after its latest page", () => {
    const first = see({}, AD, START);
    const second = see(first, "https://www.example.com/contact", START + 29 * MINUTE);
    const third = see(second, "https://www.example.com/late", START + 60 * MINUTE);
    expect([first, second, third].map(({ visits, pages, landing }) => [visits, pages, landing])).toEqual([
      [1, 1, "https://www.example.com/offer"],
      [1, 2, "https://www.example.com/offer"],
      [2, 1, "https://www.example.com/late"],
    ]);
  });
  test("keeps the first touch and credits the latest that says something", () => {
    const ad = see({}, AD, START);
    const mail = see(ad, "https://www.example.com/?utm_source=newsletter", START + DAY);
    const direct = see(mail, "https://www.example.com/", START + 2 * DAY);
    const search = see(direct, "https://www.example.com/", START + 3 * DAY, "https://duckduckgo.com/");
    expect([ad, mail, direct, search].map(({ first, last }) => [source(first), source(last)])).toEqual([
      ["google", "google"],
      ["google", "newsletter"],
      ["google", "newsletter"],
      ["google", "https://duckduckgo.com/"],
    ]);
  });
  test("is not credited to the payment page it came back from", () => {
    const ad = see({}, AD, START);
    const back = see(ad, "https://www.example.com/paid", START + MINUTE, "https://pay.example.net/");
    expect(source(back.last)).toBe("google");
  });
  test("forgets everything after 90 days without one", () => {
    const visit = see(see({}, AD, START), "https://www.example.com/", START + 90 * DAY);
    expect([visit.visits, source(visit.first), source(visit.last)]).toEqual([1, "direct", "direct"]);
  });
  test("begins anew on whatever else was in the storage", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("first", "visits", "seen", "pages"), fc.jsonValue()),
        (junk) => {
          const visit = see(junk as Partial<Visit>, AD, START);
          expect(visit).toMatchObject({ pages: expect.any(Number), visits: expect.any(Number), seen: START });
        },
      ),
      {
        examples: [[{ seen: { toString: 1 } }], [{ seen: START, pages: { valueOf: null, toString: null } }]],
      },
    );
  });
});
