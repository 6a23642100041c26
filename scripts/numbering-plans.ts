import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { MetadataJson } from "libphonenumber-js/core";

/** Place of a country's formats among its metadata. */
const FORMATS = 4;

/** The numbering plans of the installed libphonenumber-js, without what only writes numbers for people to read. */
export function toNumberingPlans(): MetadataJson {
  const path = createRequire(import.meta.url).resolve("libphonenumber-js/metadata.min.json");
  const metadata = JSON.parse(readFileSync(path, "utf8")) as MetadataJson;
  const toPlain = (plans: object) =>
    Object.fromEntries(
      Object.entries(plans).map(([code, plan]: [string, unknown[]]) => [
        code,
        plan.map((part, at) => (at === FORMATS ? 0 : part)),
      ]),
    );
  return {
    ...metadata,
    countries: toPlain(metadata.countries) as MetadataJson["countries"],
    nonGeographic: toPlain(metadata.nonGeographic) as MetadataJson["nonGeographic"],
  };
}
