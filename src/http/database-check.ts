/** What the newest migration brought: it answers only where all of them were applied. */
const NEWEST_COLUMN = "SELECT ActionId FROM AdminActions LIMIT 0";

/**
 * Resolves when the database answers and its tables are those of this version.
 * @throws Error that names the command to run when they are not
 */
export async function checkDatabase(db: D1Database): Promise<void> {
  try {
    await db.prepare(NEWEST_COLUMN).first();
  } catch (error) {
    if (!/no such (table|column)/.test(String(error))) throw error;
    throw new Error("migrations not applied: npx wrangler d1 migrations apply lead-stats --remote");
  }
}
