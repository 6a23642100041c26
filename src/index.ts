import { toApp, toIntake } from "./app.ts";
import type { Env } from "./config.ts";

export default {
  fetch: (request, env, context) => toApp(env, new URL(request.url).origin).fetch(request, env, context),
  queue: (batch, env) => toIntake(env).onQueue(batch),
  scheduled: (_event, env) => toIntake(env).onSchedule(),
} satisfies ExportedHandler<Env>;
