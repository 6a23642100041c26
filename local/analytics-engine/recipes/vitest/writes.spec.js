import { env, exports } from "cloudflare:workers";
import { expect, test } from "vitest";

const api = async (path, body) => {
  const headers = { authorization: "Bearer local" };
  return (await fetch(`${env.ENGINE_URL}${path}`, { method: "POST", headers, body })).text();
};

const countLeads = async () => {
  await api("/flush", "");
  const sql = "SELECT blob1, SUM(_sample_interval) AS n FROM leads GROUP BY blob1 FORMAT TabSeparated";
  return api("/client/v4/accounts/local/analytics_engine/sql", sql);
};

test("a lead can be counted after it was written", async () => {
  await exports.default.fetch("http://example.com/pricing");
  await expect.poll(countLeads, { timeout: 5_000 }).toBe("/pricing\t1\n");
});

test("an over-limit point throws as in production", () => {
  expect(() => env.LEADS.writeDataPoint({ indexes: ["a", "b"] })).toThrow("Maximum of 1 indexes supported.");
});
