import type { Resource } from "./resource.ts";

/** Questions a newcomer can copy. */
export function toExamplesResource(text: string): Resource {
  return {
    uri: "lead-stats://examples",
    name: "examples",
    title: "Example questions",
    description: "Questions these tools answer, by purpose",
    mimeType: "text/markdown",
    isStatic: true,
    read: () => text,
  };
}
