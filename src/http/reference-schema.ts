import { type Html, html, toProse } from "./html.ts";
import type { JsonObject } from "./openapi-types.ts";

/** A table of an object's fields. */
export function toFieldTable(schema: JsonObject): Html {
  const required = toList(schema.required);
  const rows = Object.entries(toObject(schema.properties)).map(([name, field]) => {
    const own = toObject(field);
    return html`<tr><td><code>${name}</code>${required.includes(name) ? "" : " ?"}</td><td>${toKind(own)}</td><td>${toProse(String(own.description ?? ""))}</td></tr>`;
  });
  return html`<table><thead><tr><th>Field</th><th>Kind</th><th>Meaning</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** What may stand there, in few words: a type, its limits, the allowed words, a link to a named shape. */
export function toKind(schema: JsonObject): Html {
  if (typeof schema.$ref === "string") {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return html`<a href="#shape-${name}">${name}</a>`;
  }
  if (Array.isArray(schema.anyOf)) return toJoined(schema.anyOf.map(toObject), " or ");
  if (schema.type === "array") return html`list of ${toKind(toObject(schema.items))}`;
  if (Array.isArray(schema.enum))
    return html`${schema.enum.map((word) => html`<code>${String(word)}</code> `)}`;
  if (schema.const !== undefined) return html`<code>${String(schema.const)}</code>`;
  const type = Array.isArray(schema.type) ? schema.type.join(" or ") : (schema.type ?? "any");
  return html`${String(schema.format ?? type)}${toLimits(schema)}`;
}

function toJoined(schemas: readonly JsonObject[], separator: string): Html {
  return html`${schemas.map((schema, index) => html`${index === 0 ? "" : separator}${toKind(schema)}`)}`;
}

function toLimits({ minimum, maximum, maxLength }: JsonObject): string {
  if (maxLength !== undefined) return `, at most ${maxLength} characters`;
  if (minimum !== undefined && maximum !== undefined) return `, ${minimum} to ${maximum}`;
  return minimum === undefined ? "" : `, from ${minimum}`;
}

export function toObject(value: unknown): JsonObject {
  return typeof value === "object" && value !== null ? (value as JsonObject) : {};
}

export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
