-- A person is their submissions: nothing is stored twice, and who they are follows from the submissions by itself.

-- How far back the sender was looked for: an identity last seen at or before this moment belongs to a new lead from here
-- on; NULL for no limit.
ALTER TABLE LeadSubmissions ADD COLUMN SeenAfter TEXT;

-- What only Leads remembers: first touches, and the leads whose first submission was past its time.
UPDATE LeadSubmissions SET FirstTouchJson = (SELECT FirstTouchJson FROM Leads WHERE Leads.LeadId = LeadSubmissions.LeadId)
WHERE IsPrimaryLead = 1 AND FirstTouchJson IS NULL;
DROP TRIGGER LeadsFollowSubmissions;
INSERT INTO LeadSubmissions (SubmissionId, LeadId, IsPrimaryLead, ProjectName, ProjectSource, EventType, Reason, EnquiryDateTime, SubmittedAt, ReceivedAt, ContactName, ContactEmail, ContactPhone, ContactCity, ContactRegion, ContactCountry, ContactMessage, Channel, Device, TouchJson, EngagementScore, EngagementLabel, EngagementBreakdown, SuspicionScore, SuspicionReasons, VpnSuspected, VpnScore, RuleVersion, Credential, Mode, PayloadJson, PointState)
SELECT LeadId, LeadId, 1, ProjectName, ProjectSource, 'primary', 'new_identity', EnquiryDateTime, SubmittedAt, ReceivedAt, ContactName, ContactEmail, ContactPhone, ContactCity, ContactRegion, ContactCountry, ContactMessage, '', '', FirstTouchJson, EngagementScore, EngagementLabel, '{}', SuspicionScore, SuspicionReasons, VpnSuspected, 0, '', '', '', '{}', 'request'
FROM Leads WHERE LeadId NOT IN (SELECT SubmissionId FROM LeadSubmissions);
DROP TABLE Leads;

-- A lead's first submission has the lead's id; only the later ones are looked for by lead.
DROP INDEX LeadSubmissionsByLead;
CREATE INDEX LeadFollowUps ON LeadSubmissions (LeadId, ReceivedAt) WHERE IsPrimaryLead = 0;

-- One row per person and project: who they are, how they first came and how they last came.
CREATE VIEW Leads AS
SELECT opening.SubmissionId AS LeadId, opening.ProjectName, opening.ProjectSource, opening.EnquiryDateTime, opening.SubmittedAt, opening.ReceivedAt,
  opening.ContactName, opening.ContactEmail, opening.ContactPhone, opening.ContactCity, opening.ContactRegion, opening.ContactCountry, opening.ContactMessage,
  coalesce(opening.FirstTouchJson, opening.TouchJson) AS FirstTouchJson, latest.TouchJson AS LastTouchJson,
  latest.SubmissionId AS LastSubmissionId, latest.ReceivedAt AS LastReceivedAt,
  opening.EngagementScore, opening.EngagementLabel, opening.SuspicionScore, opening.SuspicionReasons, opening.VpnSuspected
FROM LeadSubmissions AS opening JOIN LeadSubmissions AS latest ON latest.SubmissionId = coalesce(
  (SELECT SubmissionId FROM LeadSubmissions AS later WHERE later.LeadId = opening.LeadId AND later.IsPrimaryLead = 0 AND later.ReceivedAt >= opening.ReceivedAt ORDER BY later.ReceivedAt DESC LIMIT 1),
  opening.SubmissionId)
WHERE opening.IsPrimaryLead = 1;

-- An idempotency key is a part of the submission that used it first, as long as it protects.
ALTER TABLE LeadSubmissions ADD COLUMN IdempotencyHash TEXT;
ALTER TABLE LeadSubmissions ADD COLUMN BodyHash TEXT;
CREATE INDEX LeadSubmissionsByIdempotency ON LeadSubmissions (IdempotencyHash) WHERE IdempotencyHash IS NOT NULL;
ALTER TABLE TestingLeads ADD COLUMN IdempotencyHash TEXT;
ALTER TABLE TestingLeads ADD COLUMN BodyHash TEXT;
CREATE INDEX TestingLeadsByIdempotency ON TestingLeads (IdempotencyHash) WHERE IdempotencyHash IS NOT NULL;
ALTER TABLE BlockedIPLeads ADD COLUMN IdempotencyHash TEXT;
ALTER TABLE BlockedIPLeads ADD COLUMN BodyHash TEXT;
CREATE INDEX BlockedIPLeadsByIdempotency ON BlockedIPLeads (IdempotencyHash) WHERE IdempotencyHash IS NOT NULL;
UPDATE LeadSubmissions SET IdempotencyHash = k.KeyHash, BodyHash = nullif(k.BodyHash, k.KeyHash) FROM IdempotencyKeys AS k WHERE k.SubmissionId = LeadSubmissions.SubmissionId;
UPDATE TestingLeads SET IdempotencyHash = k.KeyHash, BodyHash = nullif(k.BodyHash, k.KeyHash) FROM IdempotencyKeys AS k WHERE k.SubmissionId = TestingLeads.SubmissionId;
UPDATE BlockedIPLeads SET IdempotencyHash = k.KeyHash, BodyHash = nullif(k.BodyHash, k.KeyHash) FROM IdempotencyKeys AS k WHERE k.SubmissionId = BlockedIPLeads.SubmissionId;
DROP TABLE IdempotencyKeys;

-- The oldest lead of a person is that with the lowest id, and an earlier one is recorded with the submission.
CREATE TABLE NextLeadIdentities (
  ProjectName TEXT NOT NULL,
  IdentityKey TEXT NOT NULL,
  Kind TEXT NOT NULL CHECK (Kind IN ('email', 'phone')),
  LeadId TEXT NOT NULL,
  LastSeenAt TEXT NOT NULL,
  PRIMARY KEY (ProjectName, IdentityKey)
) WITHOUT ROWID;
INSERT INTO NextLeadIdentities (ProjectName, IdentityKey, Kind, LeadId, LastSeenAt)
SELECT ProjectName, IdentityKey, Kind, LeadId, strftime('%Y-%m-%dT%H:%M:%fZ', LastSeenMs / 1000.0, 'unixepoch') FROM LeadIdentities
WHERE LeadId IN (SELECT SubmissionId FROM LeadSubmissions);
UPDATE LeadSubmissions SET ConflictingLeadId = i.FormerLeadId FROM LeadIdentities AS i
WHERE i.LeadId = LeadSubmissions.SubmissionId AND i.FormerLeadId IS NOT NULL AND LeadSubmissions.ConflictingLeadId IS NULL;
DROP TABLE LeadIdentities;
ALTER TABLE NextLeadIdentities RENAME TO LeadIdentities;

-- A person's identities follow their submissions by themselves: a new one belongs to the submission's lead, a known one
-- stays with its own unless it was silent for too long.
CREATE TRIGGER IdentitiesFollowSubmissions AFTER INSERT ON LeadSubmissions BEGIN
  INSERT INTO LeadIdentities (ProjectName, IdentityKey, Kind, LeadId, LastSeenAt)
  SELECT NEW.ProjectName, k.IdentityKey, k.Kind, NEW.LeadId, NEW.ReceivedAt
  FROM (SELECT NEW.EmailKey AS IdentityKey, 'email' AS Kind UNION ALL SELECT NEW.PhoneKey, 'phone') AS k WHERE k.IdentityKey IS NOT NULL
  ON CONFLICT (ProjectName, IdentityKey) DO UPDATE SET LeadId = iif(LastSeenAt <= NEW.SeenAfter, excluded.LeadId, LeadId), LastSeenAt = max(LastSeenAt, excluded.LastSeenAt); END;
