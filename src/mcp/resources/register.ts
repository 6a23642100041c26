import {
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  type ReadResourceResult,
  ResourceTemplate,
} from "@modelcontextprotocol/server";
import { Problem } from "../../domain/errors.ts";
import type { Log } from "../../domain/log.ts";
import { STATIC } from "../cache.ts";
import { reportFailure } from "../failure.ts";
import type { Resource, ResourceContext } from "./resource.ts";
import { readValues, toDimensionSuggestions, VALUES_TEMPLATE } from "./values.ts";

/** Offers the resources and the values template. */
export function registerResources(
  server: McpServer,
  resources: readonly Resource[],
  context: ResourceContext,
  log: Log,
): void {
  const toResult = async (
    uri: URL,
    mimeType: string,
    read: () => string | Promise<string>,
    _meta?: Resource["meta"],
  ): Promise<ReadResourceResult> => {
    try {
      return { contents: [{ uri: uri.href, mimeType, text: await read(), ...(_meta && { _meta }) }] };
    } catch (error) {
      throw new ProtocolError(toProtocolCode(error), reportFailure(log, uri.href, error));
    }
  };
  for (const { uri, name, title, description, mimeType, isStatic, meta, read } of resources) {
    const metadata = { title, description, mimeType, ...(isStatic && { cacheHint: STATIC }) };
    server.registerResource(name, uri, metadata, (asked) =>
      toResult(asked, mimeType, () => read(context), meta),
    );
  }
  const { uriTemplate, name, ...metadata } = VALUES_TEMPLATE;
  const complete = { dimension: toDimensionSuggestions };
  server.registerResource(
    name,
    new ResourceTemplate(uriTemplate, { list: undefined, complete }),
    metadata,
    (uri, { dimension }) => toResult(uri, metadata.mimeType, () => readValues(String(dimension), context)),
  );
}

function toProtocolCode(error: unknown): ProtocolErrorCode {
  const isCallersFault = error instanceof Problem && error.code === "invalid_parameter";
  return isCallersFault ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError;
}
