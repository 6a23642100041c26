import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, connect, ERAS } from "../evals/client.ts";
import { DEMO_KEYS } from "../local/seed.ts";
import type { Stack } from "../local/stack.ts";
import { DIMENSION_NAMES } from "../src/domain/dataset.ts";
import { TOOLS } from "../src/mcp/tools/index.ts";
import { createPeople, findPeople, type Person, toTraces } from "./people.ts";
import { startTestStack } from "./stack.ts";

const BLOCKED_IP = "203.0.113.66";
const TEST_IP = "203.0.113.77";
const PEOPLE = createPeople(56);

/** Fields whose values are counted; a page, a form or a tracking link may repeat its visitor in any of them. */
const LABEL_FIELDS = [
  ...[
    "cta",
    "source",
    "city",
    "region",
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_term",
    "utm_content",
  ],
  ...["referer", "landing_page"],
] as const;

describe("with a database full of people", () => {
  let stack: Stack;
  const callers: Caller[] = [];

  beforeAll(async () => {
    stack = await startTestStack({
      demoData: true,
      vars: { READER_LIMIT_PER_MINUTE: "100000" },
      seedSql: [
        `INSERT INTO BlockedIPs (IpAddress, Reason, AddedBy, CreatedAt) VALUES ('${BLOCKED_IP}', 'manual', 'test', '2026-01-01T00:00:00Z')`,
        `INSERT INTO TestIPs (IpAddress, Reason, AddedBy, CreatedAt) VALUES ('${TEST_IP}', 'office', 'test', '2026-01-01T00:00:00Z')`,
      ],
    });
    // Everybody twice, so that there are follow-ups; the second time with other labels.
    for (const round of [0, 1]) {
      await Promise.all(PEOPLE.map((person, index) => send(stack.url, toSubmission(person, index, round))));
    }
    await stack.engine.flush();
    for (const era of ERAS) callers.push(await connect(stack.url, DEMO_KEYS.admin, era));
  }, 120_000);

  afterAll(async () => {
    await Promise.all(callers.map((caller) => caller.close()));
    await stack.close();
  });

  test("they are all counted", async () => {
    const [caller] = callers;
    const filters = [{ dimension: "phone_country", values: ["+91"] }];
    const asked = { period: "today", group_by: ["type"], filters, bucket: "none" };
    const { structured } = (await caller?.call("get_lead_stats", asked)) ?? {};
    const { totals } = structured as { totals: { total: number } };
    expect(totals.total).toBeGreaterThanOrEqual(2 * PEOPLE.length);
  });

  test.each(TOOLS.map(({ name, inputSchema }) => [name, toQuestions(inputSchema.properties ?? {})] as const))(
    "%s shows nobody, whatever is asked",
    async (name, questions) => {
      for (const [index, input] of questions.entries()) {
        const caller = callers[index % callers.length];
        const { text, structured, isError } = (await caller?.call(name, input)) ?? {};
        expect(isError, text).toBe(false);
        expect(findPeople(text ?? "", PEOPLE)).toEqual([]);
        expect(findPeople(JSON.stringify(structured), PEOPLE)).toEqual([]);
      }
    },
  );

  test("labels that repeated their sender were never stored", async () => {
    for (const field of LABEL_FIELDS) {
      const values = (await callers[0]?.call("get_lead_stats", { days: 2, group_by: [field], limit: 1000 }))
        ?.text;
      expect(values, field).toContain("(redacted)");
    }
  });

  test("nobody can be found by a filter", async () => {
    const [person] = PEOPLE;
    if (!person) return;
    for (const values of [[person.email], [person.name], [person.phone], [person.ip]]) {
      const filters = [{ dimension: "utm_term", operator: "contains", values }];
      const answered = await callers[0]?.call("get_lead_stats", { days: 90, filters });
      expect(answered?.structured).toMatchObject({ totals: { total: 0 } });
    }
  });

  test("no resource, prompt or completion shows anybody", async () => {
    for (const { client } of callers) {
      const seen: unknown[] = [];
      const { resources } = await client.listResources();
      const uris = [
        ...resources.map(({ uri }) => uri),
        ...DIMENSION_NAMES.map((dimension) => `lead-stats://values/${dimension}`),
      ];
      for (const uri of uris) seen.push(await client.readResource({ uri }));
      const { prompts } = await client.listPrompts();
      for (const { name, arguments: parameters = [] } of prompts) {
        seen.push(await client.getPrompt({ name, arguments: {} }));
        for (const parameter of parameters) {
          const argument = { name: parameter.name, value: "" };
          seen.push(await client.complete({ ref: { type: "ref/prompt", name }, argument }));
        }
      }
      expect(findPeople(JSON.stringify(seen), PEOPLE)).toEqual([]);
    }
  });
});

test("a person would be found if shown", () => {
  for (const person of PEOPLE) {
    for (const trace of toTraces(person)) {
      expect(findPeople(`| label ${trace.toUpperCase()} | 1 |`, PEOPLE)).toContain(trace);
    }
  }
});

/** Questions that together show every dimension a tool can show, as many at a time as it takes. */
function toQuestions(parameters: object): Record<string, unknown>[] {
  if (!("group_by" in parameters)) return [{}, {}];
  const { maxItems } = parameters.group_by as { readonly maxItems: number };
  const { maximum } = ("limit" in parameters ? parameters.limit : {}) as { readonly maximum?: number };
  const size = maximum === 1000 ? 1 : maxItems;
  const groups = Array.from({ length: Math.ceil(DIMENSION_NAMES.length / size) }, (_, at) =>
    DIMENSION_NAMES.slice(at * size, (at + 1) * size),
  );
  return [{}, ...groups.map((group_by) => ({ days: 14, group_by, limit: Math.min(200, maximum ?? 50) }))];
}

function toSubmission(person: Person, index: number, round: number): Record<string, string> {
  const { name, email, phone, ip } = person;
  const national = phone.slice(3);
  const told = [name, email, phone, `${national.slice(0, 5)} ${national.slice(5)}`, ip][index % 5] ?? "";
  const field = LABEL_FIELDS[(index + round) % LABEL_FIELDS.length] ?? "cta";
  const isPage = field === "referer" || field === "landing_page";
  const kinds = [{}, {}, {}, { honeypot: "x" }, { client_ip: BLOCKED_IP }, { client_ip: TEST_IP }];
  return {
    ...{ project: "green-acres", name, email, phone, client_ip: ip, country: "IN" },
    user_agent: `Mozilla/5.0 (${name})`,
    message: `I am ${name}, write to ${email} or ring ${phone}. Round ${round}.`,
    ...{ cta: "Book a visit", city: "Pune", region: "Maharashtra", utm_campaign: "ga-search-2bhk" },
    ...kinds[index % kinds.length],
    [field]: isPage ? `https://www.example.com/thanks/${encodeURIComponent(told)}` : `for ${told}`,
  };
}

async function send(url: string, body: Record<string, string>): Promise<void> {
  const response = await fetch(`${url}/leads`, {
    method: "POST",
    headers: { authorization: `Bearer ${DEMO_KEYS.ingest}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.status, await response.text()).toBe(201);
}
