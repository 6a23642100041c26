import { add } from "../mcp/view/draw/element.ts";
import { setLocale } from "../mcp/view/format.ts";
import type { Schema } from "./answer.ts";
import { AskError, ask, toReason } from "./ask.ts";
import { addButton } from "./element.ts";
import { createPage } from "./page.ts";
import { keepKey, readKey } from "./session.ts";
import { drawSignIn } from "./sign-in.ts";

const SCHEMA = "/analytics/lead-stats/schema";
const main = document.querySelector("main") as HTMLElement;
let waiting = new AbortController();

/** Signs in with a key: what it may see is what the page offers. The last try counts. */
async function signIn(key: string): Promise<void> {
  waiting.abort();
  waiting = new AbortController();
  const { signal } = waiting;
  main.ariaBusy = "true";
  try {
    const schema = readSchema(await (await ask(SCHEMA, key, signal)).json());
    if (signal.aborted) return;
    keepKey(key);
    createPage(main, key, schema, signOut);
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof AskError && (error.status === 401 || error.status === 403)) signOut(error.message);
    else drawFailure(key, toReason(error));
    main.ariaBusy = "false";
  }
}

/** @throws TypeError for what is no schema, such as the page of a proxy */
function readSchema(answer: unknown): Schema {
  const { projects, dimensions, metrics, rates } = answer as Schema;
  if (![projects, dimensions, metrics, rates].every(Array.isArray)) throw new TypeError("no schema");
  return answer as Schema;
}

function signOut(reason = ""): void {
  waiting.abort();
  keepKey("");
  window.onpopstate = null;
  document.title = "Lead Stats";
  main.ariaBusy = "false";
  drawSignIn(main, reason, (key) => void signIn(key));
}

/** The key may be right: it can be tried again. */
function drawFailure(key: string, reason: string): void {
  main.textContent = "";
  add(main, "p", "error", reason).role = "alert";
  addButton(main, "Try again", () => void signIn(key)).focus();
  addButton(main, "Use another key", () => signOut());
}

// The sentences are English; so are the numbers beside them.
setLocale("en");
const key = readKey();
if (key === "") signOut();
else void signIn(key);
