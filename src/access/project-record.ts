import * as z from "zod";
import { toPresent } from "../domain/present.ts";
import { PROJECT_ID, type Project } from "../domain/project.ts";
import { isZone } from "../domain/zone.ts";

const COUNTRY = z.string().regex(/^[A-Z]{2}$/, "must be two capital letters such as IN");
const HOST = z.hostname("must be a host name such as www.example.com");
const ORIGIN_WORDS = "must be an origin such as https://www.example.com";

const RULES = z.object({
  blocked_countries: z.array(COUNTRY).max(250).optional(),
  blocked_email_domains: z.array(HOST.toLowerCase()).max(500).optional(),
});
const NOTIFY = z.object({
  emails: z.array(z.email("must be an e-mail address such as jane@example.com")).max(20).optional(),
  slack_url: z
    .url({
      protocol: /^https$/,
      hostname: /^hooks\.slack(-gov)?\.com$/,
      error: "must be a Slack webhook such as https://hooks.slack.com/services/T0/B0/x",
    })
    .optional(),
  alerts: z.boolean().optional(),
});

/** A project as it is stored; names that another version knows are left out. */
export const projectRecordSchema = z.object({
  id: PROJECT_ID,
  name: z.string().trim().min(1).max(100),
  timezone: z.string().refine(isZone, "must be an IANA time zone such as Asia/Kolkata").optional(),
  default_country: COUNTRY.optional(),
  site_key: z
    .string()
    .regex(/^lss_[A-Za-z0-9_]{4,64}$/)
    .optional(),
  origins: z
    .array(z.url({ protocol: /^https?$/, error: ORIGIN_WORDS, abort: true }).refine(isOrigin, ORIGIN_WORDS))
    .max(50)
    .optional(),
  redirect_hosts: z.array(HOST).max(50).optional(),
  rules: RULES.optional(),
  retention_days: z.int().min(1).max(36_500).optional(),
  reengagement_days: z.int().min(0).max(36_500).optional(),
  notify: NOTIFY.optional(),
});
export type ProjectRecord = z.infer<typeof projectRecordSchema>;

/** A project as an admin sends it: a misspelt name is refused on every level, because what it meant would be lost. */
export const newProjectSchema = projectRecordSchema
  .omit({ site_key: true })
  .extend({ rules: RULES.strict().optional(), notify: NOTIFY.strict().optional() })
  .strict();

/** Records as they are kept somewhere; what makes no sense is left out. */
export function readRecords(stored: unknown): ProjectRecord[] {
  return Array.isArray(stored) ? stored.flatMap((it) => projectRecordSchema.safeParse(it).data ?? []) : [];
}

/** The project a record describes. */
export function toProject(record: ProjectRecord): Project {
  const { rules, notify } = record;
  return toPresent({
    id: record.id,
    name: record.name,
    timezone: record.timezone,
    defaultCountry: record.default_country,
    siteKey: record.site_key,
    origins: record.origins,
    redirectHosts: record.redirect_hosts,
    rules:
      rules &&
      toPresent({
        blockedCountries: rules.blocked_countries,
        blockedEmailDomains: rules.blocked_email_domains,
      }),
    retentionDays: record.retention_days,
    reengagementDays: record.reengagement_days,
    notify: notify && toPresent({ emails: notify.emails, slackUrl: notify.slack_url, alerts: notify.alerts }),
  });
}

/** The record that stores a project. */
export function toProjectRecord(project: Project): ProjectRecord {
  const { rules, notify } = project;
  return toPresent({
    id: project.id,
    name: project.name,
    timezone: project.timezone,
    default_country: project.defaultCountry,
    site_key: project.siteKey,
    origins: project.origins && [...project.origins],
    redirect_hosts: project.redirectHosts && [...project.redirectHosts],
    rules:
      rules &&
      toPresent({
        blocked_countries: rules.blockedCountries && [...rules.blockedCountries],
        blocked_email_domains: rules.blockedEmailDomains && [...rules.blockedEmailDomains],
      }),
    retention_days: project.retentionDays,
    reengagement_days: project.reengagementDays,
    notify:
      notify &&
      toPresent({
        emails: notify.emails && [...notify.emails],
        slack_url: notify.slackUrl,
        alerts: notify.alerts,
      }),
  });
}

function isOrigin(text: string): boolean {
  try {
    return new URL(text).origin === text;
  } catch {
    return false;
  }
}
