import type { NotificationTargets } from "../domain/project.ts";
import type { Brief } from "./brief.ts";
import { toSlackMessage, toText } from "./render.ts";

/** Why a message was not taken, in our own words: what a courier says may hold an address. */
class RefusedError extends Error {
  override readonly name = "RefusedError";
}

/** The ways out. */
export interface Couriers {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Sends one mail; absent where mail is not set up. */
  readonly mail?: ((to: string, subject: string, text: string) => Promise<unknown>) | undefined;
}

/** What is missing where mail is not set up. */
export const NO_MAIL = "mail is not set up: EMAIL and BRIEF_FROM";
const TIMEOUT_MS = 10_000;

/** What became of a message on one of its ways; without `error` it was taken. */
export interface Delivery {
  readonly way: "slack" | "mail";
  readonly error?: string;
}

/** Brings a message to everyone named; one who cannot be reached keeps it from nobody else. */
export async function deliver(
  brief: Brief,
  { slackUrl, emails = [] }: NotificationTargets,
  { fetch, mail }: Couriers,
): Promise<Delivery[]> {
  const sendMail = async (to: string) => {
    if (!mail) throw new RefusedError(NO_MAIL);
    await mail(to, brief.title, toText(brief));
  };
  const deliveries: Delivery[] = [];
  if (slackUrl !== undefined)
    deliveries.push(await attempt("slack", () => post(fetch, slackUrl, toSlackMessage(brief))));
  for (const to of emails) deliveries.push(await attempt("mail", () => sendMail(to)));
  return deliveries;
}

/** Logs who could not be reached, and says whether anybody was. */
export function logRefusals(
  deliveries: readonly Delivery[],
  log: (refusal: Required<Delivery>) => void,
): boolean {
  for (const { way, error } of deliveries) if (error !== undefined) log({ way, error });
  return deliveries.some(({ error }) => error === undefined);
}

async function attempt(way: Delivery["way"], send: () => Promise<unknown>): Promise<Delivery> {
  try {
    await send();
    return { way };
  } catch (error) {
    if (error instanceof RefusedError) return { way, error: error.message };
    return { way, error: error instanceof Error ? error.name : typeof error };
  }
}

async function post(fetch: Couriers["fetch"], url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new RefusedError(`answered with ${response.status}`);
}
