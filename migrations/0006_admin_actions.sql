-- What admins did. No personal data: Target is the id of what it was done to, or a masked address; an erasure takes the ids
-- of its person's submissions out. ProjectsJson holds the projects it concerned, NULL for all of them; FieldsJson the settings
-- that were sent. ActionId is a version 7 UUID, so its order is that of the actions, by the millisecond.
CREATE TABLE AdminActions (
  ActionId TEXT PRIMARY KEY,
  ActedAt TEXT NOT NULL,
  KeyId TEXT NOT NULL,
  Action TEXT NOT NULL,
  ProjectsJson TEXT,
  Target TEXT,
  FieldsJson TEXT NOT NULL
) WITHOUT ROWID;
