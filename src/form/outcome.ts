/** What became of a submission: `sent`, or `error` when it can be tried again. */
export type Outcome = "sent" | "error";

/**
 * Tells the page: an event, then, unless a listener prevents it, the form's own elements for this outcome and the page
 * to go on to.
 */
export function showOutcome(form: HTMLFormElement, outcome: Outcome, detail: object): void {
  form.dataset.leadState = outcome;
  const event = new CustomEvent(`lead:${outcome}`, { bubbles: true, cancelable: true, detail });
  if (!form.dispatchEvent(event)) return;
  for (const one of ["sent", "error"])
    for (const element of form.querySelectorAll<HTMLElement>(`[data-lead-${one}]`))
      element.hidden = one !== outcome;
  if (outcome === "error") return;
  // A field may be called "reset".
  HTMLFormElement.prototype.reset.call(form);
  const page = toNextPage(form);
  if (page) location.assign(page);
}

/** The web page that a form names for afterwards; never a script. */
export function toNextPage(form: HTMLFormElement): string | undefined {
  const { redirect } = form.dataset;
  const page = redirect && new URL(redirect, document.baseURI).href;
  return page && /^https?:/.test(page) ? page : undefined;
}
