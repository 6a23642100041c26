import { expect, test } from "vitest";
import { type LateFacts, toLateFindings } from "./late-findings.ts";

const QUIET: LateFacts = {
  tokenReplayed: false,
  recentFromSender: 0,
  recentSameMessage: 0,
  recentFromLead: 0,
};

test.each<[Partial<LateFacts>, [string, number][]]>([
  [{}, []],
  [{ tokenReplayed: true }, [["token_replayed", 25]]],
  [{ recentFromSender: 4 }, []],
  [{ recentFromSender: 5 }, [["sender_velocity", 20]]],
  [{ recentFromSender: 19 }, [["sender_velocity", 20]]],
  [{ recentFromSender: 20 }, [["sender_velocity", 40]]],
  [{ recentSameMessage: 1 }, []],
  [{ recentSameMessage: 2 }, [["message_velocity", 25]]],
  [{ recentSameMessage: 10 }, [["message_velocity", 45]]],
  [{ recentFromLead: 4 }, []],
  [{ recentFromLead: 5 }, [["lead_velocity", 20]]],
])("%j adds %j", (facts, expected) => {
  expect(toLateFindings({ ...QUIET, ...facts }).map(({ code, points }) => [code, points])).toEqual(expected);
});

test("nothing found late calls anyone a bot", () => {
  const all = toLateFindings({
    tokenReplayed: true,
    recentFromSender: 99,
    recentSameMessage: 99,
    recentFromLead: 99,
  });
  expect(all).toHaveLength(4);
  expect(all.some((finding) => finding.decidesBot || finding.blocksSender)).toBe(false);
});
