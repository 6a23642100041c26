/** What became of a submission: `sent`, or `error` when it can be tried again. */
export type Outcome = "sent" | "error";

/** What the server says of a try. */
export interface Answer {
  /** HTTP status; 0 when the visitor is offline. */
  readonly status?: unknown;
  readonly errors?: readonly { readonly field?: string; readonly message?: string }[];
}

/** The field of each form that the last try was refused for. */
const wrong = new WeakMap<HTMLFormElement, Element | null>();

/** A new try: nothing is shown any more of the last one, so that the same outcome is announced anew. */
export function showSending(form: HTMLFormElement): void {
  form.dataset.leadState = "sending";
  showElements(form, "");
  wrong.get(form)?.removeAttribute("aria-invalid");
  explain(form, "");
}

/**
 * Tells the page: an event, then, unless a listener prevents it, the form's own elements for this outcome, the field to
 * repair and the page to go on to.
 */
export function showOutcome(form: HTMLFormElement, outcome: Outcome, detail: Answer): void {
  form.dataset.leadState = outcome;
  const event = new CustomEvent(`lead:${outcome}`, { bubbles: true, cancelable: true, detail });
  if (!form.dispatchEvent(event)) return;
  const error = detail.status === 422 && detail.errors?.[0];
  if (error) {
    const field = form.querySelector(`[name=${JSON.stringify(error.field)} i]`);
    field?.setAttribute("aria-invalid", "true");
    wrong.set(form, field);
    explain(form, error.message);
  }
  showElements(form, outcome);
  if (outcome === "error") return;
  // A field may be called "reset".
  HTMLFormElement.prototype.reset.call(form);
  const page = toNextPage(form);
  if (page) location.assign(page);
}

function showElements(form: HTMLFormElement, outcome: Outcome | ""): void {
  for (const one of ["sent", "error"])
    for (const element of form.querySelectorAll<HTMLElement>(`[data-lead-${one}]`))
      element.hidden = one !== outcome;
}

function explain(form: HTMLFormElement, text = ""): void {
  const element = form.querySelector("[data-lead-error-detail]");
  if (element) element.textContent = text;
}

/** The web page that a form names for afterwards; never a script, and none when it cannot be read. */
export function toNextPage({ dataset: { redirect } }: HTMLFormElement): string | undefined {
  try {
    const page = redirect && new URL(redirect, document.baseURI).href;
    return page && /^https?:/.test(page) ? page : undefined;
  } catch {
    return undefined;
  }
}
