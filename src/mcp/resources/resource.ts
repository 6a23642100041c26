import type { ToolContext } from "../tool.ts";
import type { APP_PAGE } from "../view/address.ts";

/** What a resource may read besides what tools may. */
export interface ResourceContext extends ToolContext {
  /** A file that is served beside the Worker, by its address, e.g. `/chart`. */
  readonly readFile: (path: string) => Promise<string>;
}

export interface Resource {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: "text/markdown" | "application/json" | typeof APP_PAGE;
  /** The same for every caller until the next deployment. */
  readonly isStatic: boolean;
  /** What its content tells a host that shows it. */
  readonly meta?: Readonly<Record<string, unknown>>;
  read(context: ResourceContext): string | Promise<string>;
}
