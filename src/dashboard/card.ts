import { add } from "../mcp/view/draw/element.ts";
import { AskError, canRepeat, toReason } from "./ask.ts";
import { addButton } from "./element.ts";

/** A part of the page that asks one question and shows its answer. */
export interface Card {
  readonly section: HTMLElement;
  /** Where choices of its own stand. */
  readonly tools: HTMLElement;
  /**
   * Shows the answer at an address once it is there, or why it is not; the one that is shown already stays.
   * @param signal aborted when the page asks something else
   */
  load<T>(
    path: string,
    asked: (path: string) => Promise<T>,
    show: (body: HTMLElement, answer: T) => void,
    signal: AbortSignal,
  ): void;
}

/**
 * @param onRefused told of an answer that says the key is not valid any more
 * @param life aborted when the page is left
 */
export function addCard(
  parent: Element,
  title: string,
  onRefused: (error: AskError) => void,
  life: AbortSignal,
): Card {
  const section = add(parent, "section");
  section.tabIndex = -1;
  const head = add(section, "header");
  const heading = add(head, "h2", "", title);
  heading.id = `card-${title.toLowerCase().replace(/[^a-z]+/g, "-")}`;
  section.setAttribute("aria-labelledby", heading.id);
  const tools = add(head, "div", "tools");
  const body = add(section, "div", "body");
  let shown = "";
  let redraw: (() => void) | undefined;
  let drawnWidth = 0;
  const watch = new ResizeObserver(() => {
    if (body.clientWidth !== drawnWidth) redraw?.();
    drawnWidth = body.clientWidth;
  });
  watch.observe(body);
  life.addEventListener("abort", () => watch.disconnect());

  return {
    section,
    tools,
    load(path, asked, show, signal) {
      if (path === shown) return;
      const run = async () => {
        section.ariaBusy = "true";
        shown = "";
        if (!redraw) body.textContent = "Asking …";
        try {
          const answer = await asked(path);
          if (signal.aborted) return;
          redraw = () => {
            // What the reader had folded out stays so.
            const open = [...body.querySelectorAll("details")].map((one) => one.open);
            body.textContent = "";
            show(body, answer);
            for (const [at, one] of body.querySelectorAll("details").entries()) one.open = open[at] ?? false;
          };
          drawnWidth = body.clientWidth;
          redraw();
          shown = path;
        } catch (error) {
          if (signal.aborted) return;
          redraw = undefined;
          if (error instanceof AskError && error.status === 401) return onRefused(error);
          body.textContent = "";
          add(body, "p", "error", toReason(error)).role = "alert";
          if (canRepeat(error)) {
            addButton(body, "Try again", () => {
              section.focus();
              void run();
            });
          }
        }
        section.ariaBusy = "false";
      };
      void run();
    },
  };
}
