import { z } from "zod";

const text = z.string().trim().min(1).max(300);

/** What a bare Worker checks of a submission. */
export const bareBody = z.object({
  project: text,
  name: text.optional(),
  email: z.email(),
  phone: z.string().regex(/^\+[1-9]\d{6,14}$/),
  message: z.string().max(10_000).optional(),
  source: text.optional(),
  cta: text.optional(),
  referer: z.url().optional(),
  landing_page: z.url().optional(),
  utm_source: text.optional(),
  utm_medium: text.optional(),
  utm_campaign: text.optional(),
  city: text.optional(),
  region: text.optional(),
  country: z.string().length(2).optional(),
  time_on_page_s: z.number().min(0).optional(),
  scroll_depth_pct: z.number().min(0).max(100).optional(),
  clicks: z.int().min(0).optional(),
  visit_count: z.int().min(0).optional(),
  submitted_at: z.iso.datetime({ offset: true }).optional(),
});
