import { type Refusal, refuseAccount, refuseToken } from "./auth.ts";
import { DATASET_NAME_RULE, isDatasetName } from "./dialect/dataset-name.ts";
import { type ImportResult, ImportStopped } from "./import.ts";
import { OptionInvalid } from "./options.ts";
import { type Reply, type RouteRequest, toRefusal } from "./server.ts";

/** What the routes need of the engine. */
export interface Handlers {
  accountId: string;
  token: string;
  sql(text: string): Promise<Reply>;
  importLines(dataset: string, chunks: AsyncIterable<Uint8Array>): Promise<ImportResult>;
  /** Takes native points, one a line. */
  takePoints(body: string): Reply;
  health(): object;
  flush(): Promise<void>;
  settings(): object;
  set(settings: unknown): void;
}

// 10,000 characters are at most 40,000 bytes; up to here the refusal is the dialect's own.
const MAX_SQL_BYTES = 1_000_000;
// The collector sends a megabyte at once, and a point of 16,000 bytes written as JSON numbers is much smaller.
const MAX_POINTS_BYTES = 2_000_000;
const MAX_SETTINGS_BYTES = 65_536;

const SQL_PATH = /^\/client\/v4\/accounts\/([^/]+)\/analytics_engine\/sql$/;
const IMPORT_PATH = /^\/import\/([^/]+)$/;

interface Route {
  methods: string[];
  open?: boolean;
  answer(request: RouteRequest): Promise<Reply>;
}

function toRoute(path: string, handlers: Handlers): Route | null {
  const [, account] = SQL_PATH.exec(path) ?? [];
  if (account !== undefined) {
    return {
      methods: ["POST"],
      async answer(request) {
        const refusal = refuseAccount(account, handlers.accountId);
        return refusal ? toRefusal(refusal) : handlers.sql(await request.text(MAX_SQL_BYTES));
      },
    };
  }
  const [, dataset] = IMPORT_PATH.exec(path) ?? [];
  if (dataset !== undefined) {
    return { methods: ["POST"], answer: (request) => answerImport(dataset, request, handlers) };
  }
  switch (path) {
    case "/":
      return {
        methods: ["POST"],
        open: true,
        answer: async (request) => handlers.takePoints(await request.text(MAX_POINTS_BYTES)),
      };
    case "/healthz":
      return {
        methods: ["GET", "HEAD"],
        open: true,
        answer: async () => ({ status: 200, body: handlers.health() }),
      };
    case "/flush":
      return {
        methods: ["POST"],
        async answer() {
          await handlers.flush();
          return { status: 204 };
        },
      };
    case "/settings":
      return { methods: ["GET", "PATCH"], answer: (request) => answerSettings(request, handlers) };
    default:
      return null;
  }
}

async function answerImport(dataset: string, request: RouteRequest, handlers: Handlers): Promise<Reply> {
  if (!isDatasetName(dataset)) {
    return { status: 400, body: { error: `a dataset's name must be ${DATASET_NAME_RULE}` } };
  }
  try {
    return { status: 200, body: await handlers.importLines(dataset, request.chunks) };
  } catch (error) {
    if (!(error instanceof ImportStopped)) throw error;
    const headers = { connection: "close" };
    return { status: error.status, headers, body: { ...error.result, error: error.message } };
  }
}

async function answerSettings(request: RouteRequest, handlers: Handlers): Promise<Reply> {
  if (request.method === "PATCH") {
    try {
      handlers.set(JSON.parse(await request.text(MAX_SETTINGS_BYTES)));
    } catch (error) {
      if (error instanceof OptionInvalid) return { status: 400, body: { error: error.message } };
      if (error instanceof SyntaxError) return { status: 400, body: { error: "the body is not valid JSON" } };
      throw error;
    }
  }
  return { status: 200, body: handlers.settings() };
}

/** Answers one request: finds its route, checks method and token, then lets the engine work. */
export async function answer(request: RouteRequest, handlers: Handlers): Promise<Reply> {
  const route = toRoute(request.path, handlers);
  const refusal: Refusal | null = route?.open
    ? null
    : refuseToken(request.headers.authorization, handlers.token);
  if (refusal) return toRefusal(refusal);
  if (!route) return toRefusal({ status: 404, code: 7003, message: "No route for that URI" });
  if (route.methods.includes(request.method)) return route.answer(request);
  const allow = { allow: route.methods.join(", ") };
  return toRefusal({ status: 405, code: 10405, message: "Method not allowed for this URI" }, allow);
}
