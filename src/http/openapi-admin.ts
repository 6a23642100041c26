import { ACTION_DAYS } from "../domain/admin-action.ts";
import type { ProblemCode } from "../domain/errors.ts";
import { DEFAULT_LIMIT, MAX_LIMIT } from "./admin-page.ts";
import { toSecuredResponses } from "./openapi-problem.ts";
import { toJsonContent } from "./openapi-schemas.ts";
import { ADMIN_KEY, type JsonObject, type Route } from "./openapi-types.ts";

interface AdminWords {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** The parameters of `query` that cannot be left out. */
  readonly needs?: readonly string[];
  /** Name of the body's schema; bodies bring their own problems. */
  readonly body?: string;
  readonly status?: 200 | 201 | 204;
  /** Name of the answer's schema; any object without. */
  readonly answer?: string;
  readonly problems?: readonly ProblemCode[];
}

const ANY_OBJECT: JsonObject = { "application/json": { schema: { type: "object" } } };
const PAGE_LIMIT = `1 to ${MAX_LIMIT}, default ${DEFAULT_LIMIT}`;
const TEXT = { type: "string" } as const;
const BODY_PROBLEMS: readonly ProblemCode[] = ["invalid_json", "invalid_body", "body_too_large"];

function admin(method: Route["method"], path: string, words: AdminWords): Route {
  const {
    operationId,
    summary,
    description,
    query = {},
    needs = [],
    body,
    status = 200,
    answer,
    problems = [],
  } = words;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: TEXT,
    description: `The ${name} in question`,
  }));
  const inQuery = Object.entries(query).map(([name, meaning]) => ({
    name,
    in: "query",
    ...(needs.includes(name) && { required: true }),
    schema: TEXT,
    description: meaning,
  }));
  const content = answer === undefined ? ANY_OBJECT : toJsonContent(answer);
  return {
    method,
    path,
    operation: {
      operationId,
      summary,
      ...(description === undefined ? {} : { description }),
      tags: ["Administration"],
      security: [ADMIN_KEY],
      parameters: [...inPath, ...inQuery],
      ...(body === undefined ? {} : { requestBody: { required: true, content: toJsonContent(body) } }),
      responses: {
        [status]: status === 204 ? { description: "Done" } : { description: "Done", content },
        ...toSecuredResponses([...(body === undefined ? [] : BODY_PROBLEMS), ...problems]),
      },
    },
  };
}

function listSenderRoutes(
  path: string,
  name: string,
  summaries: readonly [list: string, add: string, lift: string],
): Route[] {
  return [
    admin("get", path, { operationId: `list${name}`, summary: summaries[0], answer: "SenderList" }),
    admin("post", path, {
      operationId: `add${name}`,
      summary: summaries[1],
      body: "Sender",
      status: 201,
      answer: "SenderEntry",
    }),
    admin("delete", path, {
      operationId: `lift${name}`,
      summary: summaries[2],
      query: {
        ip: "Address on the list",
        project: "Project of the entry; if omitted, the entry for every project",
      },
      needs: ["ip"],
      status: 204,
      problems: ["invalid_parameter", "not_found"],
    }),
  ];
}

/** Everything an admin's key may do. */
export function listAdminRoutes(): Route[] {
  return [
    admin("get", "/admin/projects", { operationId: "listProjects", summary: "Projects with their settings" }),
    admin("post", "/admin/projects", {
      operationId: "createProject",
      summary: "Create a project; the answer holds its site key",
      body: "NewProject",
      status: 201,
      answer: "Project",
      problems: ["conflict"],
    }),
    admin("patch", "/admin/projects/{id}", {
      operationId: "changeProject",
      summary: "Change some settings of a project; null removes one",
      description:
        "A setting is replaced as a whole, `rules` and `notify` with all they hold. On 503 its `detail` says whether the change is stored already.",
      body: "ProjectChange",
      answer: "Project",
      problems: ["not_found", "conflict"],
    }),
    admin("post", "/admin/projects/{id}/site-key", {
      operationId: "rotateSiteKey",
      summary: "Give a project a new site key",
      answer: "Project",
      problems: ["not_found"],
    }),
    admin("post", "/admin/projects/{id}/brief", {
      operationId: "sendBrief",
      summary: "Send the brief of a project's last week now",
      description:
        "It goes out by itself on Mondays from 8 in the project's zone on, to everyone in `notify`; this sends it at once.",
      answer: "SentBrief",
      problems: ["not_found", "conflict", "statistics_unavailable"],
    }),
    admin("get", "/admin/keys", {
      operationId: "listKeys",
      summary: "Keys: who may do what, never the keys themselves",
      answer: "KeyList",
    }),
    admin("post", "/admin/keys", {
      operationId: "createKey",
      summary: "Create a key; only this answer holds it",
      body: "NewKey",
      status: 201,
      answer: "CreatedKey",
      problems: ["unknown_project"],
    }),
    admin("delete", "/admin/keys/{id}", {
      operationId: "revokeKey",
      summary: "Revoke a key; within 60 s it is dead, and so are the apps let in with it",
      status: 204,
      problems: ["not_found", "conflict"],
    }),
    ...listSenderRoutes("/admin/blocked-ips", "BlockedSender", [
      "Blocked senders",
      "Block a sender",
      "Unblock a sender",
    ]),
    ...listSenderRoutes("/admin/test-ips", "TestSender", [
      "Senders whose submissions are tests",
      "Count what a sender submits as tests",
      "Count what a sender submits as leads again",
    ]),
    admin("get", "/admin/filtered", {
      operationId: "listFiltered",
      summary: "Blocked and bot submissions with reasons, identities masked",
      query: {
        project: "Only of this project; if omitted, of every project of the key",
        type: "bot or blocked",
        before: "Only received before: ISO 8601 in UTC, or `next_before` of the page before",
        limit: PAGE_LIMIT,
      },
      answer: "FilteredList",
      problems: ["invalid_parameter"],
    }),
    admin("post", "/admin/filtered/{id}/restore", {
      operationId: "restoreFiltered",
      summary: "Make a wrongly filtered submission a lead",
      problems: ["not_found", "conflict"],
    }),
    admin("post", "/admin/erase", {
      operationId: "erasePerson",
      summary: "Remove a person and every lead of theirs from the record, by e-mail address or phone number",
      description:
        "Where submissions that hold neither are linked with them, by another address or number of a lead, nothing is removed: 409 says how many, and `linked` says whether they go.",
      body: "Person",
      answer: "Erasure",
      problems: ["unknown_project", "conflict"],
    }),
    admin("get", "/admin/actions", {
      operationId: "listActions",
      summary: `What admins did, the latest first; kept for ${ACTION_DAYS} days`,
      description:
        "An action is noted before it is done, so one that then failed stands there, too. Keys made with `npm run keys` do not.",
      query: {
        before: "Only done before: ISO 8601 in UTC, or `next_before` of the page before",
        limit: PAGE_LIMIT,
        key: "Only done with the key of this id",
        action: "Only this, as `action` of an entry says it",
      },
      answer: "ActionList",
      problems: ["invalid_parameter"],
    }),
    admin("get", "/admin/dead-letters", {
      operationId: "listDeadLetters",
      summary: "Submissions that could not be finished",
    }),
    admin("post", "/admin/dead-letters/replay", {
      operationId: "replayDeadLetters",
      summary: "Send unfinished submissions through again",
      query: { id: "Only this one; if omitted, all" },
      problems: ["invalid_parameter", "not_found"],
    }),
  ];
}
