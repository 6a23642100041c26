import { parseArgs } from "node:util";
import { issueKey, type KeyGrant, keyGrantSchema } from "../src/access/issue-key.ts";
import { toKeyName } from "../src/access/key.ts";
import { createKeyRegistry, type StoredKey } from "../src/access/key-registry.ts";
import { createProjectDirectory } from "../src/access/project-directory.ts";
import { IN_OUR_WORDS, toFieldErrors } from "../src/domain/field-errors.ts";
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

const OPTIONS = {
  role: { type: "string" },
  projects: { type: "string" },
  label: { type: "string" },
  expires: { type: "string" },
  test: { type: "boolean" },
  local: { type: "boolean", default: false },
  help: { type: "boolean" },
} as const;

const { values, positionals } = readFlags();
const { local } = values;
const directory = {
  get: async (name: string) => JSON.parse((await getValue(name, local)) ?? "null"),
};
const registry = createKeyRegistry({
  ...directory,
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

function readFlags() {
  try {
    return parseArgs({ allowPositionals: true, options: OPTIONS });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

async function create(): Promise<void> {
  const grant = readGrant();
  await checkProjects(grant);
  const { key, record } = issueKey(grant, Date.now());
  await registry.add(key, record);
  console.log(`${key}\n\nId ${record.id}, role ${record.role}; the key is shown this once.`);
}

/** What the options grant, held to the same rules as `POST /admin/keys`. */
function readGrant(): KeyGrant {
  const { role, projects = "all", expires, test, label } = values;
  const given = {
    role,
    projects: projects === "all" ? projects : projects.split(",").map((id) => id.trim()),
    ...(expires !== undefined && { expires_at: expires }),
    ...(test && { test }),
    ...(label !== undefined && { label }),
  };
  const parsed = keyGrantSchema.safeParse(given, IN_OUR_WORDS);
  if (!parsed.success) {
    const [wrong] = parsed.error.issues.flatMap((issue) => toFieldErrors(issue, []));
    const option = wrong?.field.split(".")[0]?.replace("expires_at", "expires");
    const allowed = wrong?.allowed === undefined ? "" : `; allowed are ${wrong.allowed.join(", ")}`;
    fail(`--${option}: ${wrong?.message}${allowed}.`);
  }
  const { expires_at } = parsed.data;
  if (expires_at !== undefined && Date.parse(expires_at) <= Date.now())
    fail("--expires: must be in the future.");
  return parsed.data;
}

/** A key can only be for projects that exist, as with `POST /admin/keys`. */
async function checkProjects({ projects }: KeyGrant): Promise<void> {
  if (projects === "all") return;
  const known = (await createProjectDirectory(directory, { now: Date.now }).list()).map(({ id }) => id);
  const unknown = projects.find((id) => !known.includes(id));
  if (unknown === undefined) return;
  const allowed = known.length === 0 ? "there are none yet" : `there are ${known.join(", ")}`;
  fail(`--projects: ${unknown} is not the id of a project; ${allowed}.`);
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
