// The script of /lead.js: makes every <form data-lead-form> send leads. docs/form-script.md says how it is used.
import { watchAttention } from "./attention.ts";
import { createMarkedForm, type MarkedForm } from "./marked-form.ts";
import { recallVisit } from "./memory.ts";
import { toTouch } from "./touch.ts";

const MARKED = "form[data-lead-form]";
const LOADED = "leadForms";

// Known only while the script itself is run.
const script = document.currentScript as HTMLScriptElement | null;

function run(): void {
  const nowMs = Date.now();
  const touch = toTouch(location, document.referrer, nowMs);
  const visit = recallVisit(script?.dataset.storage !== "none", touch, nowMs);
  const readAttention = watchAttention();
  const forms = new WeakMap<Element, MarkedForm>();
  let position = 0;

  const findForm = (target: EventTarget | null): MarkedForm | undefined => {
    const form = (target as Element | null)?.closest?.<HTMLFormElement>(MARKED);
    if (!form) return undefined;
    let marked = forms.get(form);
    if (!marked) {
      marked = createMarkedForm(form, { script, visit, readAttention, position: position++ });
      forms.set(form, marked);
    }
    marked.tend();
    return marked;
  };
  const findForms = () => {
    for (const form of document.querySelectorAll(MARKED)) findForm(form);
  };

  findForms();
  new MutationObserver(findForms).observe(document, { childList: true, subtree: true });
  for (const type of ["pointerover", "focusin", "input"])
    addEventListener(type, (event) => findForm(event.target)?.warm());
  addEventListener("formdata", (event) => findForm(event.target)?.complete(event.formData));
  addEventListener("submit", (event) => {
    const form = event.defaultPrevented ? undefined : findForm(event.target);
    if (!form) return;
    event.preventDefault();
    form.send(event.submitter);
  });
}

/** Runs when the page is there, and only for somebody who looks at it. */
function runWhenSeen(): void {
  if ("prerendering" in document && document.prerendering)
    document.addEventListener("prerenderingchange", run, { once: true });
  else run();
}

if (!(LOADED in window)) {
  Object.assign(window, { [LOADED]: 1 });
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", runWhenSeen);
  else runWhenSeen();
}
