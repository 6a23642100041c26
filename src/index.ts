import { purgeOAuth } from "./access/oauth-purge.ts";
import { sendDigests, toApp, toIntake } from "./app.ts";
import type { Env } from "./config.ts";

export default {
  fetch: (request, env, context) => toApp(env, request.url).fetch(request, env, context),
  queue: (batch, env) => toIntake(env).onQueue(batch),
  async scheduled(_event, env) {
    const runs = [toIntake(env).onSchedule(), purgeOAuth(env), sendDigests(env)];
    // What fails does not break off the others.
    await Promise.allSettled(runs);
    await Promise.all(runs);
  },
} satisfies ExportedHandler<Env>;
