import { Problem } from "../domain/errors.ts";
import { readBody } from "./body.ts";

/** The fields of a body, in order, as its format gives them. */
export type Entries = Iterable<readonly [string, unknown]>;

/**
 * Reads the fields of a submission's body by its content type; a body without one is read as JSON.
 * @throws Problem `unsupported_media_type`, `body_too_large`, `invalid_json`, `invalid_body`
 */
export async function readSubmissionBody(request: Request): Promise<Entries> {
  const type = (request.headers.get("content-type") ?? "application/json").split(";", 1)[0] ?? "";
  const mediaType = type.trim().toLowerCase();
  const read = READERS.find(({ matches }) => matches(mediaType))?.read;
  if (!read) {
    throw new Problem("unsupported_media_type", "The body's Content-Type is not supported.", {
      errors: [{ field: "Content-Type", message: "not supported", allowed: MEDIA_TYPES }],
    });
  }
  return read(await readBody(request));
}

const MEDIA_TYPES = ["application/json", "application/x-www-form-urlencoded"];

const READERS: readonly { matches: (mediaType: string) => boolean; read: (body: string) => Entries }[] = [
  { matches: (type) => type === "application/json" || type.endsWith("+json"), read: readJson },
  {
    matches: (type) => type === "application/x-www-form-urlencoded",
    read: (body) => new URLSearchParams(body),
  },
];

function readJson(body: string): Entries {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new Problem("invalid_json", "The body is not valid JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Problem("invalid_body", "The body must be one JSON object.", {
      errors: [{ field: "", message: "must be a JSON object with the fields of one submission" }],
    });
  return Object.entries(value);
}
