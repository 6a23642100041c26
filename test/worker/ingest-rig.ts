import { env } from "cloudflare:workers";
import { Hono } from "hono";
import { toKeyName } from "../../src/access/key.ts";
import { createKeyring } from "../../src/access/keyring.ts";
import { createProjectDirectory, PROJECTS_NAME } from "../../src/access/project-directory.ts";
import type { DataPoint } from "../../src/domain/data-point.ts";
import { BLOBS } from "../../src/domain/dataset.ts";
import { createLeadRoutes } from "../../src/http/leads.ts";
import { createErrorHandler } from "../../src/http/problem.ts";
import { createIdentityHasher } from "../../src/ingest/identity.ts";
import { createIngest, type IngestOptions } from "../../src/ingest/ingest.ts";

export const START_MS = Date.parse("2026-11-20T10:00:00Z");
const KEYS = {
  lsk_ingest: { id: "ingest", role: "ingest", projects: "all" },
  lsk_skyline: { id: "skyline", role: "ingest", projects: ["skyline"] },
  lsk_testing: { id: "testing", role: "ingest", projects: "all", test: true },
  lsk_marketing: { id: "marketing", role: "marketing", projects: "all" },
};

/** The ingestion path over real D1 and KV, with the data points it wrote. */
export async function createRig(overrides: Partial<IngestOptions> = {}) {
  for (const [key, record] of Object.entries(KEYS)) {
    const stored = { ...record, created_at: "2026-01-01T00:00:00Z" };
    await env.DIRECTORY.put(await toKeyName(key), JSON.stringify(stored));
  }
  await env.DIRECTORY.put(
    PROJECTS_NAME,
    JSON.stringify([
      { id: "skyline", name: "Skyline Towers", default_country: "IN", timezone: "Asia/Kolkata" },
      { id: "harbour", name: "Harbour", default_country: "AE", timezone: "Asia/Dubai" },
    ]),
  );
  let nowMs = START_MS;
  const now = () => nowMs;
  const points: DataPoint[] = [];
  const logged: { event: string; detail: unknown }[] = [];
  const log = (event: string, detail?: unknown) => void logged.push({ event, detail });
  let roundTrips = 0;
  const db = new Proxy(env.DB, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        if (name === "batch") roundTrips++;
        return Reflect.apply(value, target, args);
      };
    },
  });
  const projects = createProjectDirectory(env.DIRECTORY, { now });
  const ingest = createIngest({
    db,
    dataset: { writeDataPoint: (point) => void points.push(point as DataPoint) },
    projects,
    identity: createIdentityHasher([{ version: "v1", secret: "a test secret of sufficient length" }]),
    botDetection: true,
    timezone: "Asia/Kolkata",
    blockDays: 7,
    reengagementDays: 0,
    now,
    newId: () => crypto.randomUUID(),
    log,
    ...overrides,
  });
  const app = new Hono();
  app.onError(createErrorHandler(log));
  app.route("/", createLeadRoutes({ keyring: createKeyring(env.DIRECTORY, now), ingest, projects, now }));

  async function post(
    body: BodyInit | Record<string, unknown>,
    init: { key?: string; headers?: HeadersInit } = {},
  ) {
    const isPlain = Object.getPrototypeOf(body) === Object.prototype;
    const headers = new Headers(init.headers);
    if (isPlain) headers.set("content-type", "application/json");
    if (init.key !== "") headers.set("authorization", `Bearer ${init.key ?? "lsk_ingest"}`);
    const response = await app.request("/leads", {
      method: "POST",
      headers,
      body: isPlain ? JSON.stringify(body) : (body as BodyInit),
    });
    return { status: response.status, body: await response.json<Record<string, unknown>>() };
  }

  return {
    post,
    points,
    logged,
    roundTrips: () => roundTrips,
    advance: (ms: number) => {
      nowMs += ms;
    },
    /** Values of one column of the data points written so far. */
    column: (column: keyof typeof BLOBS) =>
      points.map((point) => point.blobs[Number(BLOBS[column].slot.slice("blob".length)) - 1]),
  };
}
