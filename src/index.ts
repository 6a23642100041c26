import { toApp } from "./app.ts";
import type { Env } from "./config.ts";

export default {
  fetch: (request, env, context) => toApp(request, env).fetch(request, env, context),
} satisfies ExportedHandler<Env>;
