import type { ProblemCode } from "../domain/errors.ts";
import { TEXT_FIELDS } from "../ingest/submission-fields.ts";
import { toSecuredResponses } from "./openapi-problem.ts";
import { toJsonContent, toSchemaRef } from "./openapi-schemas.ts";
import { INGEST_KEY, PUBLIC, type Route, SITE_KEY } from "./openapi-types.ts";

const PROBLEMS: readonly ProblemCode[] = [
  "invalid_json",
  "body_too_large",
  "unsupported_media_type",
  "invalid_body",
  "unknown_project",
  "rate_limited",
];
const LEAD = { schema: toSchemaRef("Lead") };

/** Everything that takes leads in. */
export function listLeadRoutes(): Route[] {
  return [
    {
      method: "post",
      path: "/leads",
      operation: {
        operationId: "sendLead",
        summary: "Send one lead",
        description:
          "The answer is the same whatever the submission is counted as. The same body within ten minutes, or the same `Idempotency-Key` within a day, returns the first `submission_id` and counts nothing twice. A browser that posts a plain form is shown a page where others get JSON.",
        tags: ["Leads"],
        security: [INGEST_KEY, SITE_KEY],
        parameters: [
          {
            name: "Idempotency-Key",
            in: "header",
            description: "Any text that names this submission; a retry sends the same",
            schema: { type: "string", maxLength: TEXT_FIELDS.idempotency_key.maxChars },
          },
        ],
        requestBody: {
          required: true,
          content: {
            "application/json": LEAD,
            "application/x-www-form-urlencoded": LEAD,
            "multipart/form-data": LEAD,
            "text/plain": {
              schema: { type: "string", description: "JSON, as navigator.sendBeacon sends it" },
            },
          },
        },
        responses: {
          201: {
            description: "Taken in",
            content: { ...toJsonContent("Accepted"), "text/html": { schema: { type: "string" } } },
          },
          303: { description: "Taken in; a plain form goes on to its thank-you page" },
          ...toSecuredResponses(PROBLEMS),
        },
      },
      samples: [
        {
          label: "From a server",
          options:
            '-H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -d \'{"project":"green-acres","email":"jane@example.com","source":"website"}\'',
          address: "/leads",
        },
      ],
    },
    {
      method: "get",
      path: "/leads/token",
      operation: {
        operationId: "getFormToken",
        summary: "A signed statement of when a form was loaded",
        description: "For pages: send it back as `form_token`. Needs the site key and an allowed Origin.",
        tags: ["Leads"],
        security: [SITE_KEY],
        responses: {
          200: { description: "The token", content: toJsonContent("FormToken") },
          ...toSecuredResponses(["rate_limited"]),
        },
      },
    },
    {
      method: "post",
      path: "/leads/google-ads/{project}",
      operation: {
        operationId: "sendGoogleAdsLead",
        summary: "Webhook of Google Ads lead forms",
        description:
          "The webhook key typed into Google Ads is an ingest key. Errors carry a `message`, as Google documents; a 4xx means that sending again is of no use.",
        tags: ["Leads"],
        security: PUBLIC,
        parameters: [
          {
            name: "project",
            in: "path",
            required: true,
            description: "Project id",
            schema: { type: "string" },
          },
        ],
        requestBody: { required: true, content: toJsonContent("GoogleAdsLead") },
        responses: {
          200: { description: "Taken in", content: { "application/json": { schema: { type: "object" } } } },
          ...Object.fromEntries(
            GOOGLE_ERRORS.map(([status, description]) => [status, toGoogleError(description)]),
          ),
        },
      },
    },
  ];
}

const GOOGLE_ERRORS = [
  ["400", "Not a lead that can be stored"],
  ["401", "`google_key` is not an ingest key"],
  ["403", "The key is for other projects"],
  ["413", "The body is too large"],
  ["429", "Too many requests"],
  ["500", "Something went wrong on our side; send it again"],
  ["503", "Submissions cannot be stored right now; send it again"],
] as const;

function toGoogleError(description: string) {
  const schema = { type: "object", required: ["message"], properties: { message: { type: "string" } } };
  return { description, content: { "application/json": { schema } } };
}
