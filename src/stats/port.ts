import type { Principal } from "../domain/principal.ts";
import type {
  ProjectAnswer,
  SchemaAnswer,
  StatsAnswer,
  SummaryAnswer,
  ValuesAnswer,
  WholeStatsAnswer,
} from "./answer.ts";

/**
 * The one way to ask for numbers. Every surface hands over what its caller wrote, with the wire's field names;
 * reading, defaults, project scope and limits are decided here, so that all surfaces answer alike.
 * Each method throws a `Problem` whose words may be shown.
 */
export interface Statistics {
  stats(raw: unknown, principal: Principal): Promise<StatsAnswer>;
  summary(raw: unknown, principal: Principal): Promise<SummaryAnswer>;
  values(raw: unknown, principal: Principal): Promise<ValuesAnswer>;
  schema(raw: unknown, principal: Principal): Promise<SchemaAnswer>;
  /** The projects the caller may see, as the directory has them; asks the store nothing. */
  projects(principal: Principal): Promise<ProjectAnswer[]>;
}

/** What insights ask besides. */
export interface Marginals {
  /**
   * What `stats` answers to a question with buckets by each of one or two dimensions alone, for the statements of one
   * question by both. Whole rows, no comparison.
   */
  marginals(raw: unknown, principal: Principal): Promise<WholeStatsAnswer[]>;
}
