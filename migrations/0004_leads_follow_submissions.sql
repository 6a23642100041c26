-- A person's row in Leads follows their submissions by itself: the first creates it, every later one is its last touch.
-- FirstTouchJson is how the form remembers the first visit, where it does.
ALTER TABLE LeadSubmissions ADD COLUMN FirstTouchJson TEXT;
CREATE TRIGGER LeadsFollowSubmissions AFTER INSERT ON LeadSubmissions BEGIN
  INSERT INTO Leads (LeadId, FirstTouchJson, LastTouchJson, LastSubmissionId, LastReceivedAt, ProjectName, ProjectSource, EnquiryDateTime, SubmittedAt, ReceivedAt, ContactName, ContactEmail, ContactPhone, ContactCity, ContactRegion, ContactCountry, ContactMessage, EngagementScore, EngagementLabel, SuspicionScore, SuspicionReasons, VpnSuspected)
  VALUES (NEW.LeadId, coalesce(NEW.FirstTouchJson, NEW.TouchJson), NEW.TouchJson, NEW.SubmissionId, NEW.ReceivedAt, NEW.ProjectName, NEW.ProjectSource, NEW.EnquiryDateTime, NEW.SubmittedAt, NEW.ReceivedAt, NEW.ContactName, NEW.ContactEmail, NEW.ContactPhone, NEW.ContactCity, NEW.ContactRegion, NEW.ContactCountry, NEW.ContactMessage, NEW.EngagementScore, NEW.EngagementLabel, NEW.SuspicionScore, NEW.SuspicionReasons, NEW.VpnSuspected)
  ON CONFLICT (LeadId) DO UPDATE SET LastTouchJson = excluded.LastTouchJson, LastSubmissionId = excluded.LastSubmissionId, LastReceivedAt = excluded.LastReceivedAt
  WHERE excluded.LastReceivedAt >= LastReceivedAt; END;
