import { env } from "cloudflare:workers";
import { Hono } from "hono";
import { toKeyName } from "../../src/access/key.ts";
import { createKeyring } from "../../src/access/keyring.ts";
import { createProjectDirectory, PROJECTS_NAME } from "../../src/access/project-directory.ts";
import type { DataPoint } from "../../src/domain/data-point.ts";
import { BLOBS } from "../../src/domain/dataset.ts";
import { createGoogleAdsRoutes } from "../../src/http/google-ads.ts";
import type { SenderOptions } from "../../src/http/lead-sender.ts";
import { createLeadRoutes } from "../../src/http/leads.ts";
import { createErrorHandler } from "../../src/http/problem.ts";
import { createFormTokens } from "../../src/ingest/form-token.ts";
import { createIdentityHasher } from "../../src/ingest/identity.ts";
import { createIngest, type IngestOptions } from "../../src/ingest/ingest.ts";

export const SITE_KEY = "lss_skyline";
export const ORIGIN = "https://www.example.com";
/** A visitor as the platform describes one. */
export const VISITOR = {
  country: "IN",
  city: "Pune",
  region: "Maharashtra",
  timezone: "Asia/Kolkata",
  asn: 24560,
  asOrganization: "Bharti Airtel",
};
export const BROWSER =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";
export const START_MS = Date.parse("2026-11-20T10:00:00Z");
const KEYS = {
  lsk_ingest: { id: "ingest", role: "ingest", projects: "all" },
  lsk_skyline: { id: "skyline", role: "ingest", projects: ["skyline"] },
  lsk_testing: { id: "testing", role: "ingest", projects: "all", test: true },
  lsk_admin: { id: "admin", role: "admin", projects: "all" },
  lsk_harbour_admin: { id: "harbour-admin", role: "admin", projects: ["harbour"] },
  lsk_marketing: { id: "marketing", role: "marketing", projects: "all" },
};

export const IDENTITY = createIdentityHasher([
  { version: "v1", secret: "a test secret of sufficient length" },
]);

/** The ingestion path over real D1 and KV, with the data points it wrote. */
export async function createRig(
  overrides: Partial<IngestOptions> = {},
  limits: Pick<SenderOptions, "browserLimit" | "serverLimit"> = {},
) {
  for (const [key, record] of Object.entries(KEYS)) {
    const stored = { ...record, created_at: "2026-01-01T00:00:00Z" };
    await env.DIRECTORY.put(await toKeyName(key), JSON.stringify(stored));
  }
  await env.DIRECTORY.put(
    PROJECTS_NAME,
    JSON.stringify([
      {
        id: "skyline",
        name: "Skyline Towers",
        default_country: "IN",
        timezone: "Asia/Kolkata",
        site_key: SITE_KEY,
        origins: [ORIGIN],
        redirect_hosts: ["thanks.example.com"],
      },
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
    identity: IDENTITY,
    tokens: createFormTokens(["a test secret of sufficient length"]),
    botDetection: true,
    timezone: "Asia/Kolkata",
    blockDays: 7,
    reengagementDays: 0,
    now,
    log,
    ...overrides,
  });
  const tokens = createFormTokens(["a test secret of sufficient length"]);
  const app = new Hono();
  app.onError(createErrorHandler(log));
  const work: Promise<unknown>[] = [];
  const executionCtx = {
    waitUntil: (it: Promise<unknown>) => void work.push(it),
    passThroughOnException() {},
    props: {},
  };
  /** When everything behind the answers is done. */
  const settled = () => Promise.allSettled(work);
  const keyring = createKeyring(env.DIRECTORY, now);
  app.route("/", createLeadRoutes({ keyring, ingest, projects, now, tokens, ...limits }));
  app.route("/", createGoogleAdsRoutes({ keyring, ingest, log }));

  async function post(
    body: BodyInit | Record<string, unknown>,
    init: { key?: string; headers?: HeadersInit } = {},
  ) {
    const isPlain = Object.getPrototypeOf(body) === Object.prototype;
    const headers = new Headers(init.headers);
    if (isPlain) headers.set("content-type", "application/json");
    if (init.key !== "") headers.set("authorization", `Bearer ${init.key ?? "lsk_ingest"}`);
    const request = { method: "POST", headers, body: isPlain ? JSON.stringify(body) : (body as BodyInit) };
    const response = await app.request("/leads", request, {}, executionCtx);
    return { status: response.status, body: await response.json<Record<string, unknown>>() };
  }

  /** A request as a page of the project sends it. */
  async function fromPage(path: string, init: RequestInit & { cf?: object } = {}) {
    const headers = new Headers({
      origin: ORIGIN,
      "user-agent": BROWSER,
      "cf-connecting-ip": "203.0.113.77",
    });
    for (const [name, value] of new Headers(init.headers)) {
      if (value === "") headers.delete(name);
      else headers.set(name, value);
    }
    return app.request(
      new Request(`https://leads.example.com${path}`, {
        ...init,
        headers,
        cf: init.cf ?? VISITOR,
      } as RequestInit),
    );
  }

  /** A submission as a page of the project sends it. */
  const postFromPage = (fields: object, address = "203.0.113.77") =>
    fromPage("/leads", {
      method: "POST",
      headers: { "content-type": "application/json", "cf-connecting-ip": address },
      body: JSON.stringify({ site_key: SITE_KEY, ...fields }),
    });

  return {
    post,
    postFromPage,
    app,
    projects,
    settled,
    fromPage,
    tokens,
    now,
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
