import type { Project } from "../../src/domain/project.ts";
import { AGENCY_ZONE } from "./calendar.ts";

/** The clients of the demo agency. */
export const DEMO_PROJECTS = [
  { id: "green-acres", name: "Green Acres Residences", timezone: AGENCY_ZONE, defaultCountry: "IN" },
  { id: "scholars-hub", name: "Scholars Hub Coaching", timezone: AGENCY_ZONE, defaultCountry: "IN" },
  { id: "bright-smile", name: "Bright Smile Dental Clinics", timezone: AGENCY_ZONE, defaultCountry: "IN" },
  { id: "marina-vista", name: "Marina Vista Dubai", timezone: "Asia/Dubai", defaultCountry: "AE" },
  { id: "grad-prep", name: "Overseas Grad Prep", timezone: "America/New_York", defaultCountry: "US" },
] as const satisfies readonly Project[];

export type DemoProject = (typeof DEMO_PROJECTS)[number];
export type DemoProjectId = DemoProject["id"];

/** When people of a project write, in its own zone. */
export interface Rhythm {
  /** Mean events on an average day. */
  readonly daily: number;
  /** Relative weight of each weekday, Monday first. */
  readonly weekdays: readonly number[];
  /** Relative weight of each local hour, 0–23. */
  readonly hours: readonly number[];
}

const EVENINGS = [2, 1, 1, 0, 0, 1, 2, 4, 6, 8, 10, 11, 10, 9, 8, 8, 9, 10, 12, 15, 16, 14, 9, 5];
const OFFICE = [1, 0, 0, 0, 0, 1, 3, 7, 12, 16, 18, 16, 12, 10, 10, 12, 14, 14, 12, 9, 6, 4, 2, 1];
const VIEWINGS = [2, 1, 1, 0, 0, 1, 2, 4, 7, 11, 16, 19, 17, 11, 8, 8, 9, 11, 13, 16, 16, 13, 8, 4];

export const RHYTHMS: Readonly<Record<DemoProjectId, Rhythm>> = {
  "green-acres": { daily: 56, weekdays: [0.85, 0.85, 0.9, 0.9, 1, 1.35, 1.45], hours: VIEWINGS },
  "scholars-hub": { daily: 44, weekdays: [1.15, 1.15, 1.1, 1.1, 1, 0.8, 0.7], hours: EVENINGS },
  "bright-smile": { daily: 27, weekdays: [1.25, 1.15, 1.1, 1.05, 1, 0.95, 0.4], hours: OFFICE },
  "marina-vista": { daily: 21, weekdays: [1.05, 1, 1, 1, 0.9, 1, 1.05], hours: VIEWINGS },
  "grad-prep": { daily: 15, weekdays: [1.1, 1.15, 1.1, 1.05, 0.9, 0.75, 0.95], hours: EVENINGS },
};
