import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  Metadata,
  type NumberingPlan,
} from "libphonenumber-js/core";
import { NUMBERING_PLANS } from "./data/numbering-plans.ts";

/** What the numbers of a calling code look like behind it. */
interface Plan {
  readonly lengths: readonly number[];
  /** Matches a number that was given with a trunk prefix, `+44 (0)20 …`, or a carrier's. */
  readonly prefix: RegExp | undefined;
}

/** In the library, but not in its types. */
type FullPlan = NumberingPlan & { nationalPrefixForParsing(): string | undefined };

const MAX_CALLING_CODE_DIGITS = 3;

let countries: Map<string, CountryCode[]> | undefined; // by calling code
const plans = new Map<string, Plan | undefined>();

/**
 * The calling code, with its plus sign, of an international number that is complete and written as E.164 wants it;
 * `undefined` when that takes the whole parser to tell: a trunk prefix, an odd length, or a code that countries share.
 * @param number a plus sign and digits
 */
export function findCompleteCallingCode(number: string): string | undefined {
  // No calling code begins with another one, so the first that is known is the number's.
  for (let end = 2; end <= MAX_CALLING_CODE_DIGITS + 1; end++) {
    const plan = findPlan(number.slice(1, end));
    if (!plan) continue;
    const national = number.slice(end);
    const isComplete = plan.lengths.includes(national.length) && plan.prefix?.test(national) !== true;
    return isComplete ? number.slice(0, end) : undefined;
  }
  return undefined;
}

function findPlan(callingCode: string): Plan | undefined {
  if (!plans.has(callingCode)) plans.set(callingCode, toPlan(callingCode));
  return plans.get(callingCode);
}

function toPlan(callingCode: string): Plan | undefined {
  countries ??= Map.groupBy(getCountries(NUMBERING_PLANS), (country): string =>
    getCountryCallingCode(country, NUMBERING_PLANS),
  );
  const [country, another] = countries.get(callingCode) ?? [];
  if (country === undefined || another !== undefined) return undefined;
  const metadata = new Metadata(NUMBERING_PLANS);
  metadata.selectNumberingPlan(country);
  const plan = metadata.numberingPlan as FullPlan | undefined;
  if (!plan) return undefined;
  const prefix = plan.nationalPrefixForParsing();
  return { lengths: plan.possibleLengths(), prefix: prefix ? new RegExp(`^(?:${prefix})`) : undefined };
}
