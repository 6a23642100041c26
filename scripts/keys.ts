import { parseArgs } from "node:util";
import { createKey, type KeyRecord, toKeyName } from "../src/access/key.ts";
import { ROLES, type Role } from "../src/domain/principal.ts";
import { deleteValue, listNames, putValue } from "./directory.ts";

const HELP = `npm run keys -- create --role admin|marketing|ingest [--projects a,b] [--label TEXT] [--expires 2027-01-01] [--test]
npm run keys -- list
npm run keys -- revoke KEY

Keys live in the Worker's DIRECTORY namespace as hashes; a new key is shown once. A revoked key is dead within 60 s.
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
const [command, argument] = positionals;
if (values.help || command === undefined) {
  console.log(HELP);
} else if (command === "create") {
  await create();
} else if (command === "list") {
  for (const name of await listNames("key:", values.local)) console.log(name.slice("key:".length));
} else if (command === "revoke") {
  if (!argument) fail("revoke needs the key.");
  await deleteValue(
    argument.startsWith("lsk_") ? await toKeyName(argument) : `key:${argument}`,
    values.local,
  );
  console.log("Revoked; it is dead within 60 s.");
} else {
  fail(`There is no command ${command}.`);
}

async function create(): Promise<void> {
  const role = values.role as Role | undefined;
  if (!role || !ROLES.includes(role)) fail(`--role must be one of ${ROLES.join(", ")}.`);
  const expires = values.expires === undefined ? undefined : new Date(values.expires);
  if (expires && Number.isNaN(expires.getTime())) fail("--expires must be an ISO date.");
  const key = createKey();
  const record: KeyRecord = {
    id: key.slice("lsk_".length, "lsk_".length + 8),
    role,
    projects: values.projects ? values.projects.split(",").map((id) => id.trim()) : "all",
    created_at: new Date().toISOString(),
    ...(expires ? { expires_at: expires.toISOString() } : {}),
    ...(values.test ? { test: true } : {}),
    ...(values.label ? { label: values.label } : {}),
  };
  await putValue(await toKeyName(key), JSON.stringify(record), values.local);
  console.log(`${key}\n\nRole ${role}; shown this once.`);
}
