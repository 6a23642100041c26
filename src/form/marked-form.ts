import type { Attention } from "./attention.ts";
import { createBait } from "./bait.ts";
import { addValues, toBody, toLasting, toPassing } from "./fields.ts";
import type { RecalledVisit } from "./memory.ts";
import { showOutcome, showSending, toNextPage } from "./outcome.ts";
import { createFormToken } from "./token.ts";

/** What a form knows of the page it is on. */
export interface Surroundings {
  readonly script: HTMLScriptElement | null;
  readonly visit: RecalledVisit;
  readonly readAttention: () => Attention;
  /** How many marked forms were found before this one. */
  readonly position: number;
}

export interface MarkedForm {
  /** Puts the bait back where a framework took it out. */
  tend(): void;
  /** Somebody is about to fill it in. */
  warm(): void;
  /** Completes what the browser is about to send. */
  complete(data: FormData): void;
  /** Sends it without leaving the page; a plain post where that fails. */
  send(button: HTMLElement | null): void;
}

/** Fragment under which a plain post comes back; the form's position follows. */
const SENT_FRAGMENT = "#lead-sent-";
/** The server answers within a third of this even when its database does not. */
const ANSWER_LIMIT_MS = 15_000;

/** Makes a marked form send leads, with or without the script's help. */
export function createMarkedForm(form: HTMLFormElement, around: Surroundings): MarkedForm {
  const { script, visit, readAttention, position } = around;
  const bait = createBait();
  const address = toAddress(form, script);
  const toSiteKey = () =>
    form.dataset.siteKey ||
    form.querySelector<HTMLInputElement>("[name=site_key]")?.value ||
    script?.dataset.siteKey ||
    "";
  const token = createFormToken(() => `${address}/token?site_key=${encodeURIComponent(toSiteKey())}`);
  let said = "";
  let key = "";
  let pressed: Partial<HTMLButtonElement> | null = null;
  let isBusy = false;
  let isPlain = false;

  form.setAttribute("action", address);
  form.setAttribute("method", "post");
  form.setAttribute("enctype", "application/x-www-form-urlencoded");

  function postPlainly(): void {
    isPlain = true;
    // A field may be called "submit".
    HTMLFormElement.prototype.submit.call(form);
    isPlain = false;
  }

  async function post(): Promise<void> {
    let response: Response;
    try {
      response = await fetch(address, {
        method: "POST",
        body: toBody(new FormData(form)),
        keepalive: true,
        signal: AbortSignal.timeout?.(ANSWER_LIMIT_MS),
      });
    } catch {
      // Offline, a plain post would replace the filled-in form with the browser's error page.
      if (navigator.onLine === false) return showOutcome(form, "error", { status: 0 });
      delete form.dataset.leadState;
      return postPlainly();
    }
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) return showOutcome(form, "error", { ...answer, status: response.status });
    token.spend();
    showOutcome(form, "sent", answer);
  }

  if (location.hash === SENT_FRAGMENT + position) {
    history.replaceState(null, "", location.pathname + location.search);
    showOutcome(form, "sent", {});
  }

  return {
    tend() {
      if (!form.contains(bait)) form.append(bait);
    },
    warm: token.refresh,
    complete(data) {
      if (pressed?.name) addValues(data, { [pressed.name]: pressed.value });
      addValues(data, toLasting(form, toSiteKey(), visit));
      // One key per fill-in: a retry counts once, a corrected form is a submission of its own.
      const saying = String(toBody(data));
      if (saying !== said) {
        said = saying;
        key = crypto.getRandomValues(new Uint32Array(4)).join("-");
      }
      addValues(data, {
        idempotency_key: key,
        form_token: token.value(),
        redirect: toNextPage(form) ?? (isPlain ? location.href.split("#")[0] + SENT_FRAGMENT + position : ""),
        ...toPassing(visit, readAttention()),
      });
    },
    send(button) {
      if (isBusy) return;
      isBusy = true;
      pressed = button;
      showSending(form);
      post().finally(() => {
        isBusy = false;
      });
    },
  };
}

/** Where a form sends to: its own action when that is a `/leads`, else the server the script came from. */
function toAddress(form: HTMLFormElement, script: HTMLScriptElement | null): string {
  const action = form.getAttribute("action") ?? "";
  try {
    if (/\/leads$/.test(action)) return new URL(action, document.baseURI).href;
  } catch {} // unreadable
  return new URL("/leads", script?.src || location.href).href;
}
