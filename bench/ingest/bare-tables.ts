/** The three tables of the bare Worker. */
export const BARE_TABLES = [
  "CREATE TABLE identities (key TEXT PRIMARY KEY, lead_id TEXT NOT NULL) WITHOUT ROWID",
  "CREATE TABLE leads (id TEXT PRIMARY KEY, project TEXT NOT NULL, name TEXT, email TEXT, phone TEXT, received_at TEXT NOT NULL)",
  "CREATE TABLE submissions (id TEXT PRIMARY KEY, project TEXT NOT NULL, received_at TEXT NOT NULL, payload TEXT NOT NULL)",
];
