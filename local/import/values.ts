import { toStoredNumber } from "../../src/domain/data-point.ts";
import {
  CHANNELS,
  type Channel,
  DEVICES,
  type Device,
  type DoubleColumn,
  ENGAGEMENT_LABELS,
  type EngagementLabel,
  EVENT_TYPES,
  type EventType,
} from "../../src/domain/dataset.ts";
import { PROJECT_ID_PATTERN } from "../../src/domain/project.ts";

/** A project id from an id or a name: `Green Acres, Pune` is `green-acres-pune`; `undefined` when nothing is left. */
export function readProject(text: string): string | undefined {
  const id = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/^[-_]+|-+$/g, "");
  return PROJECT_ID_PATTERN.test(id) ? id : undefined;
}

/** Event type, however it is spelt: `Follow-up` is `follow_up`. */
export function readEventType(text: string): EventType | undefined {
  return toWord(text, EVENT_TYPES);
}

/** Channel, also under Google Analytics' names: `Paid Search` is `paid_search`. */
export function readChannel(text: string): Channel | undefined {
  return toWord(text, CHANNELS);
}

export function readDevice(text: string): Device | undefined {
  return toWord(text, DEVICES);
}

export function readEngagement(text: string): EngagementLabel | undefined {
  return toWord(text, ENGAGEMENT_LABELS);
}

/** Calling code: `+91`, `91` and `0091` are `+91`. */
export function readCallingCode(text: string): string | undefined {
  const digits = /^(?:\+|00)?([1-9]\d{0,3})$/.exec(text.replace(/[\s()-]/g, ""))?.[1];
  return digits === undefined ? undefined : `+${digits}`;
}

/** A number as the dataset stores it, inside its column's range; also yes and no, and a decimal comma. */
export function readNumber(column: DoubleColumn, text: string): number | undefined {
  const word = text.toLowerCase();
  if (/^(true|yes|y)$/.test(word)) return toStoredNumber(column, 1);
  if (/^(false|no|n)$/.test(word)) return toStoredNumber(column, 0);
  const digits = /^[+-]?\d{1,15}([.,]\d{1,15})?\s*%?$/.exec(text)?.[0];
  return digits === undefined
    ? undefined
    : toStoredNumber(column, Number(digits.replace(",", ".").replace("%", "")));
}

function toWord<T extends string>(text: string, words: readonly T[]): T | undefined {
  const plain = toPlain(text);
  return words.find((word) => toPlain(word) === plain);
}

function toPlain(text: string): string {
  return text.toLowerCase().replace(/[\s_-]/g, "");
}
