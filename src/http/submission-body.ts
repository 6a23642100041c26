import { Problem } from "../domain/errors.ts";
import { readBody, readText } from "./body.ts";
import { readJsonObject } from "./json-object.ts";

/** The fields of a body, in order, as its format gives them. */
export type Entries = readonly (readonly [string, unknown])[];

/** Formats by media type. `text/plain` holds JSON: it is what `navigator.sendBeacon` sends. */
const FORMATS: Readonly<Record<string, "json" | "urlencoded" | "multipart">> = {
  "application/json": "json",
  "text/plain": "json",
  "application/x-www-form-urlencoded": "urlencoded",
  "multipart/form-data": "multipart",
};

/**
 * Reads the fields of a submission's body by its content type; a body without one is read as JSON.
 * @throws Problem `unsupported_media_type`, `body_too_large`, `invalid_json`, `invalid_body`
 */
export async function readSubmissionBody(request: Request): Promise<Entries> {
  const contentType = request.headers.get("content-type") ?? "application/json";
  const mediaType = (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
  const format = mediaType.endsWith("+json")
    ? "json"
    : Object.hasOwn(FORMATS, mediaType) && FORMATS[mediaType];
  if (!format) {
    throw new Problem("unsupported_media_type", "The body's Content-Type is not supported.", {
      errors: [{ field: "Content-Type", message: "not supported", allowed: Object.keys(FORMATS) }],
    });
  }
  if (format === "multipart") return readMultipart(await readBody(request), contentType);
  const text = await readText(request);
  return format === "json" ? Object.entries(readJsonObject(text)) : [...new URLSearchParams(text)];
}

async function readMultipart(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<Entries> {
  try {
    const form = await new Response(bytes, { headers: { "content-type": contentType } }).formData();
    return [...form].map(([key, value]) => [
      key,
      typeof value === "string" ? value : `(file not kept) ${value.name}`,
    ]);
  } catch {
    throw new Problem("invalid_body", "The body is not valid multipart/form-data.", {
      errors: [{ field: "", message: "cannot be read as multipart/form-data" }],
    });
  }
}
