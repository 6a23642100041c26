import { purgeOAuth } from "./access/oauth-purge.ts";
import { toApp, toIntake } from "./app.ts";
import type { Env } from "./config.ts";

export default {
  fetch: (request, env, context) => toApp(env, request.url).fetch(request, env, context),
  queue: (batch, env) => toIntake(env).onQueue(batch),
  async scheduled(_event, env) {
    await Promise.all([toIntake(env).onSchedule(), purgeOAuth(env)]);
  },
} satisfies ExportedHandler<Env>;
