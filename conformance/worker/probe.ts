import type { Probe } from "../../src/mcp/server.ts";
import { registerContentTools } from "./content-tools.ts";
import { registerInputTools, registerStateTools } from "./input-tools.ts";
import { registerMessageTools } from "./message-tools.ts";
import { registerTestPrompts } from "./prompts.ts";
import { registerPushTools } from "./push-tools.ts";
import { registerTestResources } from "./resources.ts";
import { registerSchemaTools } from "./schema-tools.ts";
import { STATE } from "./state.ts";

/** Everything the suite calls by name. */
export const PROBE: Probe = {
  requestState: { verify: STATE.verify },
  register(server) {
    for (const register of REGISTRATIONS) register(server);
  },
};

const REGISTRATIONS = [
  registerContentTools,
  registerMessageTools,
  registerInputTools,
  registerStateTools,
  registerPushTools,
  registerSchemaTools,
  registerTestResources,
  registerTestPrompts,
];
