/** What was measured on this page, by wire name; what cannot be measured is absent. */
export interface Attention {
  /** Seconds in which the page was visible. */
  readonly time_on_page_s: number;
  /** Seconds since the page was loaded. */
  readonly time_to_submit_s: number;
  /** Deepest scroll position; a page that fits the window has none. */
  readonly scroll_depth_pct: number | undefined;
  readonly clicks: number;
}

/** Measures time, scroll depth and clicks from now on. */
export function watchAttention(): () => Attention {
  let visibleMs = 0;
  let shownMs = document.hidden ? undefined : performance.now();
  let depth: number | undefined;
  let clicks = 0;

  const readVisible = () => visibleMs + (shownMs === undefined ? 0 : performance.now() - shownMs);
  const look = () => {
    const page = document.scrollingElement;
    const range = page ? page.scrollHeight - page.clientHeight : 0;
    if (page && range > 0)
      depth = Math.max(depth ?? 0, Math.min(100, Math.round((page.scrollTop / range) * 100)));
  };

  document.addEventListener("visibilitychange", () => {
    visibleMs = readVisible();
    shownMs = document.hidden ? undefined : performance.now();
  });
  addEventListener("scroll", look, { passive: true });
  addEventListener(
    "click",
    (event) => {
      // The click that a key press makes carries no count of clicks; a label's echo and a script's are not trusted.
      if (event.isTrusted && event.detail) clicks++;
    },
    true,
  );

  return () => {
    look();
    return {
      time_on_page_s: toSeconds(readVisible()),
      time_to_submit_s: toSeconds(performance.now()),
      scroll_depth_pct: depth,
      clicks,
    };
  };
}

function toSeconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}
