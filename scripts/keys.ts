import { parseArgs } from "node:util";
import { issueKey } from "../src/access/issue-key.ts";
import { toKeyName } from "../src/access/key.ts";
import { createKeyRegistry, type StoredKey } from "../src/access/key-registry.ts";
import { ROLES, type Role } from "../src/domain/principal.ts";
import { deleteValue, getValue, listEntries, putValue } from "./directory.ts";

const HELP = `npm run keys -- create --role admin|marketing|ingest [--projects a,b] [--label TEXT] [--expires 2027-01-01] [--test]
npm run keys -- list
npm run keys -- revoke ID|KEY

Keys live in the Worker's DIRECTORY namespace as hashes; a new key is shown once. A revoked key is dead within 60 s, and
so is every app that was let in with it.
--local works on this machine's stores instead of the deployed Worker's (stop npm start first).`;

function fail(sentence: string): never {
  console.error(`${sentence}\n\n${HELP}`);
  process.exit(1);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    role: { type: "string" },
    projects: { type: "string" },
    label: { type: "string" },
    expires: { type: "string" },
    test: { type: "boolean" },
    local: { type: "boolean", default: false },
    help: { type: "boolean" },
  },
});
const { local } = values;
const registry = createKeyRegistry({
  get: async (name) => JSON.parse((await getValue(name, local)) ?? "null"),
  put: (name, value, options) => putValue(name, value, local, options?.metadata),
  delete: (name) => deleteValue(name, local),
  list: async ({ prefix }) => ({ keys: await listEntries(prefix, local), list_complete: true }),
});

const [command, argument] = positionals;
if (values.help || command === undefined) {
  console.log(HELP);
} else if (command === "create") {
  await create();
} else if (command === "list") {
  for (const stored of await registry.list()) console.log(toLine(stored));
} else if (command === "revoke") {
  await revoke(argument ?? fail("revoke needs the id of a key, or the key."));
} else {
  fail(`There is no command ${command}.`);
}

async function create(): Promise<void> {
  const role = values.role as Role | undefined;
  if (!role || !ROLES.includes(role)) fail(`--role must be one of ${ROLES.join(", ")}.`);
  const expires = values.expires === undefined ? undefined : new Date(values.expires);
  if (expires && Number.isNaN(expires.getTime())) fail("--expires must be an ISO date.");
  const { key, record } = issueKey(
    {
      role,
      projects: values.projects ? values.projects.split(",").map((id) => id.trim()) : "all",
      ...(expires ? { expires_at: expires.toISOString() } : {}),
      ...(values.test ? { test: true } : {}),
      ...(values.label ? { label: values.label } : {}),
    },
    Date.now(),
  );
  await registry.add(key, record);
  console.log(`${key}\n\nId ${record.id}, role ${role}; the key is shown this once.`);
}

async function revoke(idOrKey: string): Promise<void> {
  const name = idOrKey.startsWith("lsk_") ? await toKeyName(idOrKey) : undefined;
  const found = (await registry.list()).filter((it) => it.name === name || it.record.id === idOrKey);
  if (found.length === 0) fail("There is no such key.");
  for (const stored of found) await registry.remove(stored);
  console.log("Revoked; it is dead within 60 s.");
}

function toLine({ record }: StoredKey): string {
  const { id, role, projects, created_at, expires_at, test, label } = record;
  const scope = projects === "all" ? "all projects" : projects.join(",");
  const ends = expires_at === undefined ? "" : `until ${expires_at}`;
  return [id, test ? `${role} (test)` : role, scope, created_at, ends, label ?? ""].join("\t").trimEnd();
}
