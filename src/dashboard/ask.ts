/** Why there is no answer, in words for the reader. */
export class AskError extends Error {
  override readonly name = "AskError";
  /** HTTP status; 0 when nothing answered. */
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What a reader is told of an error. */
export function toReason(error: unknown): string {
  // Else an answer of another shape, e.g. of another version of the server.
  return error instanceof AskError ? error.message : "This answer cannot be shown.";
}

/** Whether the same question may be answered another time. */
export function canRepeat(error: unknown): boolean {
  return error instanceof AskError && (error.status < 400 || error.status === 429 || error.status >= 500);
}

interface Problem {
  readonly detail?: string;
  readonly errors?: readonly {
    readonly field?: string;
    readonly message?: string;
    readonly did_you_mean?: string;
  }[];
}

/**
 * Asks the API of this origin.
 * @throws AskError when it refuses or does not answer; DOMException `AbortError` when nobody waits any more
 */
export async function ask(
  path: string,
  key: string,
  signal: AbortSignal,
  accept = "application/json",
): Promise<Response> {
  const headers = { Accept: accept, Authorization: `Bearer ${key}` };
  const response = await fetch(path, { headers, signal, credentials: "omit" }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new AskError(0, "The server cannot be reached. Check the connection and try again.");
  });
  if (response.ok) return response;
  throw new AskError(response.status, toWords(await readProblem(response), response));
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem;
  } catch {
    return {};
  }
}

function toWords({ detail, errors = [] }: Problem, { status, headers }: Response): string {
  const told = detail ?? `The server answered with status ${status}.`;
  const [first] = errors;
  const hint = first?.did_you_mean === undefined ? "" : `. Did you mean ${first.did_you_mean}?`;
  const wait = headers.get("Retry-After");
  return `${told}${hint}${wait === null ? "" : ` Try again in ${wait} s.`}`;
}
