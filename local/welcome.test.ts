import { expect, test } from "vitest";
import { toWelcome } from "./welcome.ts";

const RUNNING = {
  url: "http://localhost:8787",
  engineUrl: "http://127.0.0.1:8790",
  home: "/home/jane/lead-stats/.local",
};

test("with demo data a lead can be sent at once", () => {
  const text = toWelcome({ ...RUNNING, demoDayZero: "2026-11-16" });
  expect(text).toContain("its day A is 2026-11-16");
  expect(text).toMatch(/ {2}Send: .* -d project=green-acres .*\/leads\n/);
  expect(text).not.toContain("/admin/projects");
});

test("without it the project that the lead is for is created first", () => {
  const text = toWelcome({ ...RUNNING, demoDayZero: undefined });
  const created = /Create: .*lsk_local_admin.* -d '(.*)' http:\/\/localhost:8787\/admin\/projects\n/.exec(
    text,
  )?.[1];
  expect(JSON.parse(created ?? "")).toEqual({ id: "acme", name: "Acme" });
  expect(text).toMatch(/Create: .*\n {2}Send: .* -d project=acme .*\/leads\n/);
  expect(text).not.toMatch(/green-acres|demo-data/);
});
