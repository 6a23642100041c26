import { describe, expect, test } from "vitest";
import { html, toProse } from "./html.ts";
import { toLlmsText } from "./llms.ts";
import { toOpenApi } from "./openapi.ts";
import { toReferencePage } from "./reference-page.ts";

const api = toOpenApi("1.2.3");

describe("the reference page", () => {
  const page = toReferencePage(api);

  test("shows every operation, parameter and shape", () => {
    for (const [path, methods] of Object.entries(api.paths)) {
      for (const { operationId } of Object.values(methods)) {
        expect(page).toContain(`<section id="${operationId}">`);
        expect(page).toContain(`<code>${path}</code>`);
      }
    }
    for (const { name } of Object.values(api.components.parameters)) {
      expect(page).toContain(`<td><code>${name}</code>`);
    }
    for (const name of Object.keys(api.components.schemas)) expect(page).toContain(`id="shape-${name}"`);
  });

  test("links only to what is on it, or to its two companions", () => {
    const targets = [...page.matchAll(/href="([^"]*)"/g)].map(([, target]) => target ?? "");
    const ids = new Set([...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => `#${id}`));
    expect(targets.filter((target) => !ids.has(target)).toSorted()).toEqual(["/llms.txt", "/openapi.json"]);
  });

  test("needs no script and nothing from elsewhere", () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(| on\w+=| style=/i);
  });

  test("closes what it opens", () => {
    const open: string[] = [];
    for (const [, slash, name = ""] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
      if (["meta", "br"].includes(name)) continue;
      if (slash) expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });

  test("has no id twice", () => {
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(new Set(ids).size);
  });
});

test("inserted text is escaped, prose in backquotes becomes code", () => {
  expect(html`<p>${"<b> & \"'"}${[html`<i>1</i>`, html`<i>2</i>`]}${undefined}</p>`.text).toBe(
    "<p>&#60;b&#62; &#38; &#34;&#39;<i>1</i><i>2</i></p>",
  );
  expect(toProse("see `a<b`").text).toBe("see <code>a&#60;b</code>");
});

describe("the guide for agents", () => {
  const text = toLlmsText(api);

  test("begins as llmstxt.org wants: a title, a summary, lists of links", () => {
    expect(text).toMatch(/^# Lead Stats\n\n> /);
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
      "Questions",
      "Words",
      "Reference",
    ]);
  });

  test("names only addresses that exist", () => {
    const paths = [...text.matchAll(/[( ](\/[\w./-]+)/g)].map(([, path]) => path ?? "");
    expect(paths.length).toBeGreaterThan(6);
    for (const path of paths) expect(Object.keys(api.paths)).toContain(path);
  });
});
