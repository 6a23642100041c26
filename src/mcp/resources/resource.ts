import type { ToolContext } from "../tool.ts";

export interface Resource {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: "text/markdown" | "application/json";
  /** The same for every caller until the next deployment. */
  readonly isStatic: boolean;
  read(context: ToolContext): string | Promise<string>;
}
