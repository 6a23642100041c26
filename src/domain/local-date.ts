import type * as PlainDate from "temporal-polyfill/fns/PlainDate";
import { addDays, dayOfWeek } from "temporal-polyfill/fns/PlainDate";

/** A calendar date, Temporal's PlainDate as the functions below take it. */
export type LocalDate = ReturnType<typeof PlainDate.create>;

/** The Monday that a date's week begins with. */
export function toMonday(date: LocalDate): LocalDate {
  return addDays(date, 1 - dayOfWeek(date));
}

/** The functions of Temporal that are used on dates, one by one: the rest stays out of the bundle. */
export {
  addDays,
  addMonths,
  create as toLocalDateOf,
  dayOfWeek,
  diffDays,
  withDayOfMonth,
} from "temporal-polyfill/fns/PlainDate";
