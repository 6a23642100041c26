import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { NUMBER_FIELDS, TEXT_FIELDS } from "../../src/ingest/submission-fields.ts";
import { countRows, resetDatabase } from "./database.ts";
import { createRig } from "./ingest-rig.ts";

type Rig = Awaited<ReturnType<typeof createRig>>;
let rig: Rig;

beforeEach(async () => {
  await resetDatabase();
  rig = await createRig();
});

const TABLES = ["LeadSubmissions", "TestingLeads", "BlockedIPLeads"];
const FIELDS = [...Object.keys(TEXT_FIELDS), ...Object.keys(NUMBER_FIELDS), "__proto__", "constructor", "x"];
const NASTY = fc.constantFrom(
  "'; DROP TABLE Leads; --",
  "' OR 1=1 --",
  '"); DELETE FROM Leads; --',
  "<script>alert(1)</script>",
  '=HYPERLINK("http://evil.example","x")',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "a\r\nSet-Cookie: x=1",
  "\u0000\u0001\u001b[31m",
  "\u202Eright to left",
  "\ud800",
  "%00%0d%0a",
  "../../../etc/passwd",
  "{{7*7}} #{7*7}",
  "A".repeat(20_000),
  "😀".repeat(2000),
  "1e999",
  "NaN",
  "",
);
const VALUE = fc.oneof(
  { weight: 4, arbitrary: NASTY },
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
);
const CONTACT = fc.record({
  project: fc.constantFrom("skyline", "harbour", "nowhere", "' OR 1=1"),
  email: fc.oneof({ weight: 3, arbitrary: fc.emailAddress() }, NASTY),
});
const LEAD = fc
  .tuple(CONTACT, fc.array(fc.tuple(fc.constantFrom(...FIELDS), VALUE), { maxLength: 8 }))
  .map(([contact, fields]) => [...fields, ...Object.entries(contact)] as [string, unknown][]);

interface Body {
  readonly type: string;
  readonly body: BodyInit;
}
const toText = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value));
const toJson = (entries: [string, unknown][]) =>
  `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? "null"}`).join(",")}}`;
const BODY: fc.Arbitrary<Body> = fc.oneof(
  { weight: 6, arbitrary: LEAD.map((entries) => ({ type: "application/json", body: toJson(entries) })) },
  {
    weight: 3,
    arbitrary: LEAD.map((entries) => ({
      type: "application/x-www-form-urlencoded",
      body: new URLSearchParams(entries.map(([key, value]) => [key, toText(value)])).toString(),
    })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(LEAD, fc.boolean()).map(([entries, isBroken]) => ({
      type: `multipart/form-data; boundary=${isBroken ? "other" : "b"}`,
      body: `${entries.map(([key, value]) => `--b\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${toText(value)}\r\n`).join("")}--b--`,
    })),
  },
  fc.uint8Array({ maxLength: 200 }).map((body) => ({ type: "application/json", body: new Uint8Array(body) })),
  fc.json().map((body) => ({ type: "text/plain", body })),
  fc.nat(20_000).map((depth) => ({ type: "application/json", body: "[".repeat(depth) + "]".repeat(depth) })),
  fc.nat(20_000).map((depth) => ({
    type: "application/json",
    body: `{"project":"skyline","email":"a@example.com","x":${"[".repeat(depth)}${"]".repeat(depth)}}`,
  })),
  fc.string({ maxLength: 30 }).map((body) => ({ type: "text/csv", body })),
);

test("10,000 hostile bodies: none breaks anything, and the record holds what the answers said", async () => {
  const bodies = fc.sample(BODY, { numRuns: 10_000, seed: 20261122 });
  const accepted = new Set<unknown>();
  const statuses = new Map<number, number>();
  for (let i = 0; i < bodies.length; i += 50) {
    await Promise.all(
      bodies.slice(i, i + 50).map(async ({ type, body }) => {
        const answer = await rig.post(body, { headers: { "content-type": type } });
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        if (answer.status === 201) accepted.add(answer.body.submission_id);
      }),
    );
  }
  expect([...statuses.keys()].sort()).toEqual(
    [201, 400, 403, 415, 422].filter((status) => statuses.has(status)),
  );
  expect(accepted.size).toBeGreaterThan(2000);
  const rows = await Promise.all(TABLES.map((table) => countRows(table)));
  expect(rows.reduce((sum, count) => sum + count, 0)).toBe(accepted.size);
  expect(rig.points).toHaveLength(accepted.size);
  expect(await countRows("Leads")).toBe(await countRows("LeadSubmissions", "IsPrimaryLead = 1"));
  expect(await countRows("LeadSubmissions", "LeadId NOT IN (SELECT LeadId FROM Leads)")).toBe(0);
  for (const point of rig.points) expect(point.blobs.join("")).not.toMatch(/['\\\p{Cc}<>]/u);
  const { results } = await env.DB.prepare("SELECT PayloadJson FROM LeadSubmissions").all<{
    PayloadJson: string;
  }>();
  for (const { PayloadJson } of results) expect(() => JSON.parse(PayloadJson)).not.toThrow();
}, 300_000);

test("a body of 10 MB is refused, and nothing of it is stored", async () => {
  const body = `{"project":"skyline","email":"a@example.com","x":"${"a".repeat(10_000_000)}"}`;
  const answer = await rig.post(body, { headers: { "content-type": "application/json" } });
  expect([answer.status, await countRows("LeadSubmissions")]).toEqual([413, 0]);
});

test("a formula stays the text it was, in the record and nowhere else", async () => {
  const name = '=HYPERLINK("http://evil.example","x")';
  await rig.post({ project: "skyline", email: "a@example.com", name, message: "'; DROP TABLE Leads; --" });
  const row = await env.DB.prepare("SELECT ContactName, ContactMessage FROM Leads").first();
  expect(row).toEqual({ ContactName: name, ContactMessage: "'; DROP TABLE Leads; --" });
  expect(rig.points[0]?.blobs.join()).not.toContain("HYPERLINK");
});

test("nothing of a person reaches the log, whatever fails", async () => {
  const broken = {
    writeDataPoint() {
      throw new TypeError("writeDataPoint(): Size of indexes[0] exceeds 96 bytes).");
    },
  };
  const down = new Proxy(env.DB, {
    get(target, name) {
      if (name === "batch") return async () => Promise.reject(new Error("D1_ERROR: gone"));
      return Reflect.get(target, name, target);
    },
  });
  const person = {
    project: "skyline",
    name: "Jane Secretive",
    email: "jane.secretive@example.com",
    phone: "+919876501234",
    client_ip: "203.0.113.66",
    message: "private words",
    honeypot: "",
  };
  const logged: unknown[] = [];
  for (const overrides of [
    { dataset: broken },
    { db: down },
    { db: down, queue: { send: async () => undefined } },
  ]) {
    const failing = await createRig(overrides);
    await failing.post(person);
    await failing.post({ ...person, project: "nowhere" });
    await failing.post({ ...person, email: "nonsense", phone: "x" });
    await failing.settled();
    logged.push(...failing.logged);
  }
  expect(logged.length).toBeGreaterThan(3);
  expect(JSON.stringify(logged)).not.toMatch(/secretive|98765|203\.0\.113|private words/i);
});

test("200 races of two first submissions give 200 single primaries", async () => {
  for (let i = 0; i < 200; i++) {
    const email = `racer${i}@example.com`;
    const phone = `+9198765${String(10_000 + i)}`;
    await Promise.all([
      rig.post({ project: "skyline", email, phone, message: "a" }),
      rig.post({ project: "skyline", [i % 2 ? "email" : "phone"]: i % 2 ? email : phone, message: "b" }),
    ]);
  }
  expect(await countRows("Leads")).toBe(200);
  expect(await countRows("LeadSubmissions", "IsPrimaryLead = 1")).toBe(200);
  expect(await countRows("LeadSubmissions")).toBe(400);
  expect(rig.column("event_type").filter((type) => type === "primary")).toHaveLength(200);
});
