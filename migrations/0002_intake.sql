-- Same message from many senders is noticed by its hash.
ALTER TABLE LeadSubmissions ADD COLUMN ContentKey TEXT;
ALTER TABLE TestingLeads ADD COLUMN ContentKey TEXT;
ALTER TABLE BlockedIPLeads ADD COLUMN ContentKey TEXT;
CREATE INDEX LeadSubmissionsByContent ON LeadSubmissions (ContentKey, ReceivedAt) WHERE ContentKey IS NOT NULL;

-- Form tokens that were used, so that a second use is noticed.
CREATE TABLE UsedFormTokens (
  TokenId TEXT PRIMARY KEY,
  SubmissionId TEXT NOT NULL,
  UsedMs INTEGER NOT NULL
) WITHOUT ROWID;

-- Data points that the dataset refused and that are written again later. EventJson holds no personal data.
CREATE TABLE OwedEvents (
  EventKey TEXT PRIMARY KEY,
  SubmissionId TEXT NOT NULL,
  EventJson TEXT NOT NULL,
  OwedSinceMs INTEGER NOT NULL,
  Attempts INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Submissions that could not be finished from the queue; an admin can send them through again.
CREATE TABLE DeadLetters (
  DeadLetterId TEXT PRIMARY KEY,
  BodyJson TEXT NOT NULL,
  ProjectName TEXT NOT NULL,
  EmailKey TEXT,
  PhoneKey TEXT,
  FailedAt TEXT NOT NULL,
  Attempts INTEGER NOT NULL
);

-- People who were erased: what was received before and arrives late is dropped. Kept as long as a queue can hold it.
CREATE TABLE ErasedIdentities (
  IdentityKey TEXT NOT NULL,
  ProjectName TEXT NOT NULL DEFAULT '',
  ErasedMs INTEGER NOT NULL,
  PRIMARY KEY (IdentityKey, ProjectName)
) WITHOUT ROWID;

-- Proof that an erasure was done, without personal data.
CREATE TABLE Erasures (
  ErasureId TEXT PRIMARY KEY,
  ErasedAt TEXT NOT NULL,
  RequestedBy TEXT NOT NULL,
  ProjectName TEXT NOT NULL,
  CountsJson TEXT NOT NULL
);

ALTER TABLE Projects ADD COLUMN SiteKey TEXT;
CREATE UNIQUE INDEX ProjectsBySiteKey ON Projects (SiteKey) WHERE SiteKey IS NOT NULL;
