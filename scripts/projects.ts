import { parseArgs } from "node:util";
import { PROJECTS_NAME } from "../src/access/project-directory.ts";
import { type ProjectRecord, projectRecordSchema } from "../src/access/project-record.ts";
import { getValue, putValue } from "./directory.ts";

const HELP = `npm run projects -- add --id acme --name "Acme" [--timezone Asia/Kolkata] [--country IN]
npm run projects -- list

Adds a project to the deployed Worker, or changes the one with that id. --local works on this machine's stores instead
(stop npm start first).`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    id: { type: "string" },
    name: { type: "string" },
    timezone: { type: "string" },
    country: { type: "string" },
    local: { type: "boolean", default: false },
  },
});

async function readAll(): Promise<ProjectRecord[]> {
  const stored = await getValue(PROJECTS_NAME, values.local);
  return stored === undefined ? [] : (JSON.parse(stored) as ProjectRecord[]);
}

switch (positionals[0]) {
  case "list":
    for (const { id, name, timezone } of await readAll()) console.log(`${id}\t${name}\t${timezone ?? ""}`);
    break;
  case "add": {
    const record = projectRecordSchema.safeParse({
      id: values.id,
      name: values.name,
      ...(values.timezone ? { timezone: values.timezone } : {}),
      ...(values.country ? { default_country: values.country } : {}),
    });
    if (!record.success) {
      const errors = record.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`);
      console.error(`${errors.join("\n")}\n\n${HELP}`);
      process.exit(1);
    }
    const others = (await readAll()).filter(({ id }) => id !== record.data.id);
    await putValue(PROJECTS_NAME, JSON.stringify([...others, record.data]), values.local);
    console.log(`${record.data.id} is known within a minute.`);
    break;
  }
  default:
    console.log(HELP);
}
