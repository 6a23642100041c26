import { listAdminRoutes } from "./openapi-admin.ts";
import { listInsightRoutes } from "./openapi-insights.ts";
import { toGoogleAdsSchema, toLeadSchema } from "./openapi-lead-fields.ts";
import { listLeadRoutes } from "./openapi-leads.ts";
import { addMeanings } from "./openapi-meanings.ts";
import { toSharedParameters } from "./openapi-parameters.ts";
import { toSchemas } from "./openapi-schemas.ts";
import { listServiceRoutes } from "./openapi-service.ts";
import { listStatsRoutes } from "./openapi-stats.ts";
import { type JsonObject, type Operation, type Route, type Sample, TAGS } from "./openapi-types.ts";

export interface CodeSample {
  readonly lang: "Shell";
  readonly label: string;
  readonly source: string;
}
export type DescribedOperation = Operation & { readonly "x-codeSamples"?: readonly CodeSample[] };

export interface OpenApi {
  readonly openapi: "3.1.1";
  readonly info: { readonly title: string; readonly version: string; readonly [name: string]: unknown };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonObject>>;
    readonly parameters: Readonly<Record<string, JsonObject>>;
    readonly securitySchemes: JsonObject;
  };
}

const DESCRIPTION = `Lead statistics that state what they rest on. Every answer echoes the question as it was understood
(absolute range, zone) and carries a \`quality\` statement: sampled or exact, open periods, what is missing. Rates come with
a 95 % interval. Errors are problem JSON (RFC 9457) that names the field, what is allowed, and the nearest match.`;

/**
 * The description of the whole API, derived from the schemas, the registry and the tables of routes. It is true of any
 * host that serves it: the server is the document's own, and the examples call it `$URL`.
 */
export function toOpenApi(version: string): OpenApi {
  const routes = [
    ...listStatsRoutes(),
    ...listInsightRoutes(),
    ...listLeadRoutes(),
    ...listAdminRoutes(),
    ...listServiceRoutes(),
  ];
  const used = new Set(routes.flatMap(({ operation }) => operation.tags));
  return {
    openapi: "3.1.1",
    info: {
      title: "Lead Stats",
      version,
      summary: "Lead intake and honest lead statistics",
      description: DESCRIPTION.replaceAll("\n", " "),
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: Object.entries(TAGS).flatMap(([name, description]) =>
      used.has(name as keyof typeof TAGS) ? [{ name, description }] : [],
    ),
    paths: toPaths(routes),
    components: {
      schemas: {
        ...toSchemas(),
        Lead: toLeadSchema(),
        GoogleAdsLead: addMeanings(toGoogleAdsSchema(), "GoogleAdsLead"),
      },
      parameters: toSharedParameters(),
      securitySchemes: {
        bearer: {
          type: "http",
          scheme: "bearer",
          description: "A key: lsk_…. Its role decides what it may do.",
        },
        siteKey: {
          type: "apiKey",
          in: "header",
          name: "X-Site-Key",
          description: "Public key of a project's pages, together with an allowed Origin",
        },
      },
    },
  };
}

function toPaths(routes: readonly Route[]): Record<string, Record<string, DescribedOperation>> {
  const paths: Record<string, Record<string, DescribedOperation>> = {};
  for (const { method, path, operation, samples = [] } of routes) {
    const codeSamples = samples.map(toCodeSample);
    paths[path] = {
      ...paths[path],
      [method]: codeSamples.length > 0 ? { ...operation, "x-codeSamples": codeSamples } : operation,
    };
  }
  return paths;
}

function toCodeSample({ label, options, address }: Sample): CodeSample {
  const command = ["curl -s", ...(options === undefined ? [] : [options]), `"$URL${address}"`];
  return { lang: "Shell", label, source: command.join(" ") };
}
