import { expect, test } from "vitest";
import type { Project } from "../domain/project.ts";
import { createProjectDirectory } from "./project-directory.ts";

const STORED = [
  {
    id: "skyline",
    name: "Skyline",
    timezone: "Asia/Kolkata",
    default_country: "IN",
    site_key: "lss_abcd",
    origins: ["https://www.example.com"],
    redirect_hosts: ["www.example.com"],
  },
  { id: "Not An Id", name: "x" },
  { id: "harbour", name: "Harbour", origins: ["https://www.example.com/path"] },
  "nonsense",
];

function createRig(stored: unknown, reread?: (id: string) => Promise<Project | undefined>) {
  let nowMs = 0;
  let reads = 0;
  const directory = createProjectDirectory(
    {
      get: async () => {
        reads++;
        return stored;
      },
    },
    { now: () => nowMs, ...(reread && { reread }) },
  );
  return {
    directory,
    reads: () => reads,
    advance: (seconds: number) => {
      nowMs += seconds * 1000;
    },
  };
}

test("projects that make sense are listed", async () => {
  expect(await createRig(STORED).directory.list()).toEqual([
    {
      id: "skyline",
      name: "Skyline",
      timezone: "Asia/Kolkata",
      defaultCountry: "IN",
      siteKey: "lss_abcd",
      origins: ["https://www.example.com"],
      redirectHosts: ["www.example.com"],
    },
  ]);
  expect(await createRig(null).directory.list()).toEqual([]);
});

test("the directory is read once in 30 seconds", async () => {
  const { directory, reads, advance } = createRig(STORED);
  await directory.find("skyline");
  await directory.find("nobody");
  advance(29);
  await directory.list();
  expect(reads()).toBe(1);
  advance(1);
  await directory.list();
  expect(reads()).toBe(2);
});

test("a project that is not in the directory yet is reread from the record", async () => {
  const { directory } = createRig([], async (id) => (id === "new" ? { id, name: "New" } : undefined));
  expect(await directory.find("new")).toEqual({ id: "new", name: "New" });
  expect(await directory.find("other")).toBeUndefined();
});
