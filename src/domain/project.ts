import * as z from "zod";

/** Shape of a project id; it is also the dataset's index, so it must stay short and free of quotes. */
export const PROJECT_ID_PATTERN = /^[a-z0-9][a-z0-9_-]{0,63}$/;
export const PROJECT_ID = z
  .string()
  .regex(
    PROJECT_ID_PATTERN,
    "must be a project id: up to 64 lower-case letters, digits, - and _, beginning with a letter or digit",
  );

/** One client, site or brand whose leads are counted together. */
export interface Project {
  readonly id: string;
  readonly name: string;
  /** IANA zone of its reports, when it differs from the reporting zone. */
  readonly timezone?: string;
  /** ISO 3166-1 alpha-2; reads phone numbers given without a country code. */
  readonly defaultCountry?: string;
  /** Public key that its web pages send. */
  readonly siteKey?: string;
  /** Exact origins its forms may post from, e.g. `https://www.example.com`. */
  readonly origins?: readonly string[];
  /** Hosts a plain form post may be redirected to. */
  readonly redirectHosts?: readonly string[];
  /** What this project filters on its own. */
  readonly rules?: ProjectRules;
  /** Days after which its submissions are deleted from the record; kept for ever without. */
  readonly retentionDays?: number;
  /** Days of silence after which a known person counts as a new lead; overrides the general setting. */
  readonly reengagementDays?: number;
  /** Where its weekly briefs and alerts go. */
  readonly notify?: NotificationTargets;
}

/** A project by its id or by the public key of its pages. */
export type ProjectKey = { readonly id: string } | { readonly siteKey: string };

export interface ProjectRules {
  /** ISO 3166-1 alpha-2 codes whose submissions are blocked. */
  readonly blockedCountries?: readonly string[];
  /** E-mail domains, with their subdomains, whose submissions are blocked. */
  readonly blockedEmailDomains?: readonly string[];
}

export interface NotificationTargets {
  readonly emails?: readonly string[];
  /** Slack incoming webhook. */
  readonly slackUrl?: string;
  /** Whether alerts go there too; they do unless it says no. */
  readonly alerts?: boolean;
}

/** Where projects are looked up. Statistics read only what `list` returns and never reach D1 through it. */
export interface ProjectDirectory {
  list(): Promise<readonly Project[]>;
  find(id: string): Promise<Project | undefined>;
}
