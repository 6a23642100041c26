import type * as PlainDate from "temporal-polyfill/fns/PlainDate";

/** A calendar date, Temporal's PlainDate as the functions below take it. */
export type LocalDate = ReturnType<typeof PlainDate.create>;

/** The functions of Temporal that are used on dates, one by one: the rest stays out of the bundle. */
export {
  addDays,
  addMonths,
  create as toLocalDateOf,
  dayOfWeek,
  diffDays,
  withDayOfMonth,
} from "temporal-polyfill/fns/PlainDate";
