-- The record of every received submission: people, full payloads, what was decided and why.
-- Times are ISO 8601 with offset; columns ending in Ms are epoch milliseconds. ProjectName holds the project's id.

-- A person within a project. IdentityKey is a keyed hash of the normalised e-mail address or phone number.
CREATE TABLE LeadIdentities (
  ProjectName TEXT NOT NULL,
  IdentityKey TEXT NOT NULL,
  Kind TEXT NOT NULL CHECK (Kind IN ('email', 'phone')),
  LeadId TEXT NOT NULL,
  LeadCreatedMs INTEGER NOT NULL,
  LastSeenMs INTEGER NOT NULL,
  PRIMARY KEY (ProjectName, IdentityKey)
) WITHOUT ROWID;

-- First and follow-up submissions of real people. SubmissionId is a version 7 UUID, so its order is that of receipt.
-- ConflictingLeadId is another lead of the same person: another identity's, or the one before a long silence.
CREATE TABLE LeadSubmissions (
  SubmissionId TEXT PRIMARY KEY,
  LeadId TEXT NOT NULL,
  IsPrimaryLead INTEGER NOT NULL CHECK (IsPrimaryLead IN (0, 1)),
  ConflictingLeadId TEXT,
  ProjectName TEXT NOT NULL,
  ProjectSource TEXT NOT NULL,
  EventType TEXT NOT NULL,
  Reason TEXT NOT NULL,
  EnquiryDateTime TEXT NOT NULL,
  SubmittedAt TEXT NOT NULL,
  ReceivedAt TEXT NOT NULL,
  ContactName TEXT,
  ContactEmail TEXT,
  ContactPhone TEXT,
  ContactCity TEXT,
  ContactRegion TEXT,
  ContactCountry TEXT,
  ContactMessage TEXT,
  EmailKey TEXT,
  PhoneKey TEXT,
  CtaName TEXT,
  PageUrl TEXT,
  Channel TEXT NOT NULL,
  Device TEXT NOT NULL,
  TouchJson TEXT NOT NULL,
  VisitorId TEXT,
  VisitorIp TEXT,
  SenderKey TEXT,
  UserAgent TEXT,
  EngagementScore REAL NOT NULL,
  EngagementLabel TEXT NOT NULL,
  EngagementBreakdown TEXT NOT NULL,
  SuspicionScore REAL NOT NULL,
  SuspicionReasons TEXT NOT NULL,
  VpnSuspected INTEGER NOT NULL,
  VpnScore REAL NOT NULL,
  RuleVersion TEXT NOT NULL,
  Credential TEXT NOT NULL,
  Mode TEXT NOT NULL,
  PayloadJson TEXT NOT NULL,
  PointState TEXT NOT NULL
);
CREATE INDEX LeadSubmissionsByLead ON LeadSubmissions (LeadId);
CREATE INDEX LeadSubmissionsBySender ON LeadSubmissions (SenderKey, ReceivedAt) WHERE SenderKey IS NOT NULL;

-- One row per person and project: who they are, how they first came and how they last came.
CREATE TABLE Leads (
  LeadId TEXT PRIMARY KEY,
  ProjectName TEXT NOT NULL,
  ProjectSource TEXT NOT NULL,
  EnquiryDateTime TEXT NOT NULL,
  SubmittedAt TEXT NOT NULL,
  ReceivedAt TEXT NOT NULL,
  ContactName TEXT,
  ContactEmail TEXT,
  ContactPhone TEXT,
  ContactCity TEXT,
  ContactRegion TEXT,
  ContactCountry TEXT,
  ContactMessage TEXT,
  FirstTouchJson TEXT NOT NULL,
  LastTouchJson TEXT NOT NULL,
  LastSubmissionId TEXT NOT NULL,
  LastReceivedAt TEXT NOT NULL,
  EngagementScore REAL NOT NULL,
  EngagementLabel TEXT NOT NULL,
  SuspicionScore REAL NOT NULL,
  SuspicionReasons TEXT NOT NULL,
  VpnSuspected INTEGER NOT NULL
);

-- Own tests: same shape as LeadSubmissions, without a lead.
CREATE TABLE TestingLeads (
  SubmissionId TEXT PRIMARY KEY,
  ProjectName TEXT NOT NULL,
  ProjectSource TEXT NOT NULL,
  EventType TEXT NOT NULL,
  Reason TEXT NOT NULL,
  EnquiryDateTime TEXT NOT NULL,
  SubmittedAt TEXT NOT NULL,
  ReceivedAt TEXT NOT NULL,
  ContactName TEXT,
  ContactEmail TEXT,
  ContactPhone TEXT,
  ContactCity TEXT,
  ContactRegion TEXT,
  ContactCountry TEXT,
  ContactMessage TEXT,
  EmailKey TEXT,
  PhoneKey TEXT,
  CtaName TEXT,
  PageUrl TEXT,
  Channel TEXT NOT NULL,
  Device TEXT NOT NULL,
  TouchJson TEXT NOT NULL,
  VisitorId TEXT,
  VisitorIp TEXT,
  SenderKey TEXT,
  UserAgent TEXT,
  EngagementScore REAL NOT NULL,
  EngagementLabel TEXT NOT NULL,
  EngagementBreakdown TEXT NOT NULL,
  SuspicionScore REAL NOT NULL,
  SuspicionReasons TEXT NOT NULL,
  VpnSuspected INTEGER NOT NULL,
  VpnScore REAL NOT NULL,
  RuleVersion TEXT NOT NULL,
  Credential TEXT NOT NULL,
  Mode TEXT NOT NULL,
  PayloadJson TEXT NOT NULL,
  PointState TEXT NOT NULL
);
CREATE INDEX TestingLeadsByAge ON TestingLeads (ProjectName, ReceivedAt);
CREATE INDEX TestingLeadsByEmail ON TestingLeads (EmailKey) WHERE EmailKey IS NOT NULL;
CREATE INDEX TestingLeadsByPhone ON TestingLeads (PhoneKey) WHERE PhoneKey IS NOT NULL;

-- Filtered submissions, from blocked senders and from bots. EventJson is the data point that was written, so that a
-- wrongly caught one can be taken back out of the statistics exactly.
CREATE TABLE BlockedIPLeads (
  SubmissionId TEXT PRIMARY KEY,
  ProjectName TEXT NOT NULL,
  ProjectSource TEXT NOT NULL,
  EventType TEXT NOT NULL,
  Reason TEXT NOT NULL,
  EnquiryDateTime TEXT NOT NULL,
  SubmittedAt TEXT NOT NULL,
  ReceivedAt TEXT NOT NULL,
  ContactName TEXT,
  ContactEmail TEXT,
  ContactPhone TEXT,
  ContactCity TEXT,
  ContactRegion TEXT,
  ContactCountry TEXT,
  ContactMessage TEXT,
  EmailKey TEXT,
  PhoneKey TEXT,
  CtaName TEXT,
  PageUrl TEXT,
  Channel TEXT NOT NULL,
  Device TEXT NOT NULL,
  TouchJson TEXT NOT NULL,
  VisitorId TEXT,
  VisitorIp TEXT,
  SenderKey TEXT,
  UserAgent TEXT,
  EngagementScore REAL NOT NULL,
  EngagementLabel TEXT NOT NULL,
  EngagementBreakdown TEXT NOT NULL,
  SuspicionScore REAL NOT NULL,
  SuspicionReasons TEXT NOT NULL,
  VpnSuspected INTEGER NOT NULL,
  VpnScore REAL NOT NULL,
  RuleVersion TEXT NOT NULL,
  Credential TEXT NOT NULL,
  Mode TEXT NOT NULL,
  PayloadJson TEXT NOT NULL,
  PointState TEXT NOT NULL,
  EventJson TEXT NOT NULL,
  RestoredAt TEXT,
  RestoredBy TEXT
);
CREATE INDEX BlockedIPLeadsByAge ON BlockedIPLeads (ProjectName, ReceivedAt);
CREATE INDEX BlockedIPLeadsByEmail ON BlockedIPLeads (EmailKey) WHERE EmailKey IS NOT NULL;
CREATE INDEX BlockedIPLeadsByPhone ON BlockedIPLeads (PhoneKey) WHERE PhoneKey IS NOT NULL;

-- Senders to block and senders that test. IpAddress is an IPv4 address or the /64 network of an IPv6 address;
-- ProjectName '' means every project; ExpiresAt NULL means until lifted.
CREATE TABLE BlockedIPs (
  IpAddress TEXT NOT NULL,
  ProjectName TEXT NOT NULL DEFAULT '',
  Reason TEXT NOT NULL,
  AddedBy TEXT NOT NULL,
  CreatedAt TEXT NOT NULL,
  ExpiresAt TEXT,
  PRIMARY KEY (IpAddress, ProjectName)
) WITHOUT ROWID;

CREATE TABLE TestIPs (
  IpAddress TEXT NOT NULL,
  ProjectName TEXT NOT NULL DEFAULT '',
  Reason TEXT NOT NULL,
  AddedBy TEXT NOT NULL,
  CreatedAt TEXT NOT NULL,
  ExpiresAt TEXT,
  PRIMARY KEY (IpAddress, ProjectName)
) WITHOUT ROWID;

-- The first submission that used an idempotency key within its window.
CREATE TABLE IdempotencyKeys (
  KeyHash TEXT PRIMARY KEY,
  SubmissionId TEXT NOT NULL,
  BodyHash TEXT NOT NULL,
  ReceivedMs INTEGER NOT NULL,
  WindowMs INTEGER NOT NULL
) WITHOUT ROWID;

-- Projects as administered; the directory that statistics read is derived from it.
CREATE TABLE Projects (
  ProjectId TEXT PRIMARY KEY,
  RecordJson TEXT NOT NULL,
  CreatedAt TEXT NOT NULL,
  UpdatedAt TEXT NOT NULL
) WITHOUT ROWID;
