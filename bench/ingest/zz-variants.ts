import { mkdtempSync, rmSync, readFileSync, readdirSync, writeFileSync, mkdirSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { toKeyName } from "../../src/access/key.ts";
import { load } from "./load.ts";
import { readWorkerdCpuS } from "./cpu.ts";
import { KEY } from "./body.ts";
const pre = `
import { Hono } from "hono";
import { createKeyring } from "/work/main/src/access/keyring.ts";
import { createProjectDirectory } from "/work/main/src/access/project-directory.ts";
import { createLeadRoutes } from "/work/main/src/http/leads.ts";
import { createIdentityHasher } from "/work/main/src/ingest/identity.ts";
import { createIngest } from "/work/main/src/ingest/ingest.ts";
import { readSubmissionBody } from "/work/main/src/http/submission-body.ts";
import { readSubmission } from "/work/main/src/ingest/read-submission.ts";
import { prepare } from "/work/main/src/ingest/prepare.ts";
import { toPlan } from "/work/main/src/ingest/plan.ts";
import { toStatements } from "/work/main/src/ingest/store.ts";
const DOUBLE = { prepare: (sql) => ({ bind: (...params) => ({ sql, params }) }), batch: async (st) => st.map(({ sql, params }) => ({ success: true, meta: {}, results: sql.startsWith("INSERT INTO IdempotencyKeys") ? [{ SubmissionId: params[1], BodyHash: params[2] }] : sql.startsWith("INSERT INTO LeadSubmissions") ? [{ SubmissionId: "s", LeadId: "s", EventType: "primary", Reason: "new_identity", PointState: "request" }] : [] })) };
const rules = { botDetection: true, timezone: "Asia/Kolkata", blockDays: 7, reengagementDays: 0 };
const identity = createIdentityHasher([{ version: "v1", secret: "a secret long enough here" }]);
const now = () => Date.now(); const log = () => {};
let keyring, projects;
const init = (env) => { keyring ??= createKeyring(env.DIRECTORY, now); projects ??= createProjectDirectory(env.DIRECTORY, { now }); };
const mk = (env) => createIngest({ ...rules, db: DOUBLE, dataset: env.LEAD_SUBMISSIONS, projects, identity, now, log });
let app;
`;
const V: Record<string, string> = {
  plainhono: `export default { async fetch(r, env, ctx) { app ??= new Hono().post("/leads", async (c) => { await c.req.json(); return c.json({ status: "accepted", submission_id: crypto.randomUUID() }, 201); }); return app.fetch(r, env, ctx); } }`,
  routesStub: `export default { async fetch(r, env, ctx) { init(env); app ??= new Hono().route("/", createLeadRoutes({ keyring, projects, now, ingest: { submit: async () => ({ submissionId: crypto.randomUUID(), verdict: undefined }) } })); return app.fetch(r, env, ctx); } }`,
  prepareOnly: `export default { async fetch(r, env, ctx) { init(env); app ??= new Hono().route("/", createLeadRoutes({ keyring, projects, now, ingest: { submit: async (submission) => { await prepare({ identity, tokens: undefined }, { version: 1, submissionId: crypto.randomUUID(), receivedMs: Date.now(), projectId: "skyline", mode: "server", credential: "k", isTest: false, submission }, await projects.find("skyline")); return { submissionId: crypto.randomUUID(), verdict: undefined }; } } })); return app.fetch(r, env, ctx); } }`,
  planned: `export default { async fetch(r, env, ctx) { init(env); app ??= new Hono().route("/", createLeadRoutes({ keyring, projects, now, ingest: { submit: async (submission) => { const p = await prepare({ identity, tokens: undefined }, { version: 1, submissionId: crypto.randomUUID(), receivedMs: Date.now(), projectId: "skyline", mode: "server", credential: "k", isTest: false, submission }, await projects.find("skyline")); toStatements(toPlan(rules, p, undefined, "request")); return { submissionId: crypto.randomUUID(), verdict: undefined }; } } })); return app.fetch(r, env, ctx); } }`,
  full: `export default { async fetch(r, env, ctx) { init(env); app ??= new Hono().route("/", createLeadRoutes({ keyring, projects, now, ingest: mk(env) })); return app.fetch(r, env, ctx); } }`,
};
const names = Object.keys(V);
mkdirSync("/work/main/bench/ingest/zzv", { recursive: true });
for (const n of names) writeFileSync(`/work/main/bench/ingest/zzv/${n}.js`, pre + V[n]);
const mf = new Miniflare({ workers: names.map((n) => { execFileSync("/work/main/node_modules/.bin/esbuild", [`/work/main/bench/ingest/zzv/${n}.js`, "--bundle", "--minify", "--format=esm", "--conditions=workerd,worker,browser", `--outfile=/tmp/prof/v/${n}.js`], { stdio: "pipe" }); return { config: { name: n, compatibilityDate: "2026-10-01", manifest: { mainModule: "i.js", modules: { "i.js": { type: "esm", contents: readFileSync(`/tmp/prof/v/${n}.js`, "utf8") } } }, env: { DIRECTORY: { type: "kv", id: "d" }, LEAD_SUBMISSIONS: { type: "analytics-engine-dataset", name: "x" } } }, dev: { unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] } }; }) } as never);
await mf.ready;
rmSync("/work/main/bench/ingest/zzv", { recursive: true });
const kv = await mf.getKVNamespace("DIRECTORY", names[0]);
await kv.put(await toKeyName(KEY), JSON.stringify({ id: "bench", role: "ingest", projects: "all", created_at: "2026-01-01T00:00:00Z" }));
await kv.put("projects", JSON.stringify([{ id: "skyline", name: "Skyline", default_country: "IN" }]));
let p = 0; const next = () => p++; const out: Record<string, number[]> = {};
for (let r = 0; r < 6; r++) for (const n of names) { const port = Number((await mf.unsafeGetDirectURL(n)).port); if (r === 0) await load(port, { connections: 20, ms: 1200, next }); const c = readWorkerdCpuS(); const x = await load(port, { connections: 20, ms: 1200, next }); if (x.refused) throw new Error(n + " refused " + x.refused); (out[n] ??= []).push((readWorkerdCpuS() - c) / x.requests * 1e6); }
for (const [n, v] of Object.entries(out)) { v.sort((a, b) => a - b); console.log(n.padEnd(12), v[0]!.toFixed(0), "min", v[3]!.toFixed(0), "median ms/1000"); }
await mf.dispose();
