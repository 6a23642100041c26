import { createKeyring, type Keyring } from "./access/keyring.ts";
import { createProjectDirectory } from "./access/project-directory.ts";
import { projectRecordSchema, readRecords, toProject } from "./access/project-record.ts";
import { compareProjects, publishProjects } from "./access/publish-projects.ts";
import type { Config, Env } from "./config.ts";
import type { Log } from "./domain/log.ts";
import { type Wait, wait } from "./domain/wait.ts";
import { createConsume } from "./ingest/consumer.ts";
import { createFormTokens } from "./ingest/form-token.ts";
import { keepHouse } from "./ingest/housekeeping.ts";
import { createIdentityHasher } from "./ingest/identity.ts";
import { createIngest } from "./ingest/ingest.ts";
import { driveOwedEvents } from "./ingest/owed-events.ts";
import { findProjectRecord, listProjectRecords } from "./ingest/project-records.ts";
import { createQueueHandler } from "./ingest/queue-handler.ts";
import { createSenderLists } from "./ingest/sender-lists.ts";
import { createTurnstile } from "./ingest/turnstile.ts";

export type Intake = ReturnType<typeof createIntake>;

/** Everything that takes submissions in, finishes them later and keeps their record in order. */
export function createIntake(env: Env, config: Config, now: () => number, log: Log, pause: Wait = wait) {
  const db = env.DB;
  const dataset = env.LEAD_SUBMISSIONS;
  const newId = () => crypto.randomUUID();
  const keyring: Keyring = createKeyring(env.DIRECTORY, now);
  // Statistics have a directory of their own that never rereads, so that they cannot reach D1.
  const projects = createProjectDirectory(env.DIRECTORY, {
    now,
    reread: async (key) => {
      const record = projectRecordSchema.safeParse(await findProjectRecord(db, key));
      return record.success ? toProject(record.data) : undefined;
    },
  });
  const publication = {
    directory: env.DIRECTORY,
    listRecords: async () => readRecords(await listProjectRecords(db)),
    wait: pause,
  };
  const identity = createIdentityHasher([
    { version: config.IDENTITY_SECRET_VERSION, secret: config.IDENTITY_SECRET },
    ...config.FORMER_IDENTITY_SECRETS,
  ]);
  const tokens = createFormTokens([
    config.IDENTITY_SECRET,
    ...config.FORMER_IDENTITY_SECRETS.map(({ secret }) => secret),
  ]);
  const lists = createSenderLists();
  const rules = {
    botDetection: config.BOT_LEAD_DETECTION === "on",
    timezone: config.REPORTING_TIMEZONE,
    blockDays: config.BLOCK_DAYS,
    reengagementDays: config.REENGAGEMENT_DAYS,
  };
  const shared = { ...rules, db, dataset, projects, identity, tokens, now, log };
  const turnstile =
    config.TURNSTILE_SECRET === ""
      ? undefined
      : createTurnstile({
          secret: config.TURNSTILE_SECRET,
          failMode: config.TURNSTILE_FAIL_MODE,
          fetch: (input, init) => fetch(input, init),
        });
  const ingest = createIngest({
    ...shared,
    queue: env.INTAKE,
    lists,
    ...(turnstile && { turnstile }),
  });
  const consume = createConsume(shared);
  const serverLimit = env.SERVER_LIMIT && { serverLimit: env.SERVER_LIMIT };
  const browserLimit = env.BROWSER_LIMIT && { browserLimit: env.BROWSER_LIMIT };

  return {
    leads: { keyring, ingest, projects, now, tokens, ...browserLimit, ...serverLimit },
    googleAds: { keyring, ingest, log, ...serverLimit },
    admin: { db, dataset, identity, lists, projects, now, log },
    blockDays: config.BLOCK_DAYS,
    newId,
    consume,
    /** Finishes queued submissions and keeps those that cannot be finished. */
    onQueue: createQueueHandler(consume, { db, projects, identity, now, log }, log),
    /**
     * Writes owed data points, publishes projects where the directory is behind the record and deletes what is past its
     * time, by the record; each also when the others fail.
     */
    async onSchedule(): Promise<void> {
      const comparing = compareProjects(publication);
      const runs = [
        driveOwedEvents(db, dataset, log),
        comparing.then(({ isPublished }) => (isPublished ? undefined : publishProjects(publication))),
        comparing.then(({ records }) => keepHouse(db, records.map(toProject), now())),
      ];
      await Promise.allSettled(runs);
      await Promise.all(runs);
    },
  };
}
