import { beforeEach, expect, test } from "vitest";
import { createIdentityHasher } from "../../src/ingest/identity.ts";
import { restore } from "../../src/ingest/restore.ts";
import { createAdminRig } from "./admin-rig.ts";
import { countRows, resetDatabase } from "./database.ts";

beforeEach(resetDatabase);

/** About as many as fit into a secret of Cloudflare, which takes 5 KB. */
const MOST = 100;
const JANE = { project: "skyline", email: "jane@example.com", phone: "+919876543210" };
const BOT = { honeypot: "x", client_ip: "203.0.113.50" };

const toSecret = (index: number) => ({
  version: `v${index}`,
  secret: `a secret that took its place ${index}`,
});
/** The latest, after that of every other rig and many more. */
const LATEST = createIdentityHasher([
  toSecret(MOST + 1),
  ...Array.from({ length: MOST - 1 }, (_, back) => toSecret(MOST - back)),
  { version: "v1", secret: "a test secret of sufficient length" },
]);

test("however many secrets were retired, a person is known by each way from under the first", async () => {
  const before = await createAdminRig();
  await before.post({ project: "skyline", phone: JANE.phone, message: "first" });
  const rig = await createAdminRig({ identity: LATEST });
  rig.advance(1000);
  await rig.post({ ...JANE, message: "second" });
  await rig.post({ project: "skyline", email: JANE.email, message: "third" });
  await rig.post({ project: "skyline", email: "other@example.com", phone: "+919876543219" });
  expect(rig.column("event_type")).toEqual(["follow_up", "follow_up", "primary"]);
  expect(await countRows("LeadSubmissions")).toBe(4);
});

test("however many secrets were retired, who was filtered is restored", async () => {
  const rig = await createAdminRig({ identity: LATEST });
  const { body } = await rig.post({ ...JANE, ...BOT });
  const restored = await restore({ ...rig, identity: LATEST }, String(body.submission_id), "admin");
  expect(restored).toEqual({ type: "primary", reason: "restored_bot" });
  expect(await countRows("LeadSubmissions")).toBe(1);
});

test("however many secrets were retired, who was erased under the first stays so", async () => {
  const before = await createAdminRig();
  await before.admin("POST", "/admin/erase", { email: JANE.email, phone: JANE.phone });
  const rig = await createAdminRig({ identity: LATEST });
  await rig.post({ ...JANE, message: "received at that moment" });
  expect(await countRows("LeadSubmissions")).toBe(0);
  rig.advance(1);
  await rig.post({ ...JANE, message: "received later" });
  expect(await countRows("LeadSubmissions")).toBe(1);
});
