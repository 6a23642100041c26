import { DIMENSION_NAMES } from "../domain/dataset.ts";
import { PERIOD_FIELDS } from "../stats/request.ts";
import { toRedirect } from "./page-response.ts";

const DIMENSIONS: readonly string[] = DIMENSION_NAMES;
/** What the page at `/` reads of a question beside its conditions; `group_by` there is one dimension. */
const READ: readonly string[] = [...Object.keys(PERIOD_FIELDS), "compare", "bucket", "order_by"];

/**
 * Where somebody goes who follows an answer's link in a browser, which sends no key: to the page at `/`, which asks for one
 * and answers the question as far as it knows its parameters. `undefined` for every other request.
 */
export function toDashboard({ url, headers }: Request): Response | undefined {
  if (headers.get("sec-fetch-mode") !== "navigate" || headers.has("authorization")) return undefined;
  const asked = [...new URL(url).searchParams].filter(
    ([name, value]) =>
      DIMENSIONS.includes(name === "group_by" ? value : name) || (READ.includes(name) && value !== "none"),
  );
  const vary = new Headers({ Vary: "Sec-Fetch-Mode, Authorization" });
  return toRedirect(`/?${new URLSearchParams(asked)}`, vary);
}
