-- The lead an identity belonged to before a long silence made a new one; a person's leads are found through it.
ALTER TABLE LeadIdentities ADD COLUMN FormerLeadId TEXT;
CREATE INDEX LeadSubmissionsByConflict ON LeadSubmissions (ConflictingLeadId) WHERE ConflictingLeadId IS NOT NULL;
