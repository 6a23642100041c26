import { expect, test } from "vitest";
import type { Project, ProjectKey } from "../domain/project.ts";
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

function createRig(stored: unknown, reread?: (key: ProjectKey) => Promise<Project | undefined>) {
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

test("the directory is read again when the clock was set back", async () => {
  const { directory, reads, advance } = createRig(STORED);
  await directory.list();
  advance(-3600);
  await directory.list();
  expect(reads()).toBe(2);
});

test("a project that is not in the directory yet is reread from the record, and then known", async () => {
  const asked: ProjectKey[] = [];
  const { directory } = createRig([], async (key) => {
    asked.push(key);
    const isNew = "id" in key ? key.id === "new" : key.siteKey === "lss_new1";
    return isNew ? { id: "new", name: "New", siteKey: "lss_new1" } : undefined;
  });
  expect(await directory.findBySiteKey("lss_new1")).toMatchObject({ id: "new" });
  expect(await directory.find("new")).toMatchObject({ id: "new" });
  expect(await directory.find("other")).toBeUndefined();
  expect(await directory.find("other")).toBeUndefined();
  expect(asked).toEqual([{ siteKey: "lss_new1" }, { id: "other" }, { id: "other" }]);
});

test("a record that cannot be reread is not called unknown", async () => {
  const { directory } = createRig([], async () => {
    throw new Error("D1_ERROR");
  });
  await expect(directory.find("new")).rejects.toMatchObject({ code: "storage_unavailable" });
});

test("a directory that cannot be read keeps what it knew", async () => {
  let isDown = false;
  let nowMs = 0;
  const get = async () => {
    if (isDown) throw new Error("KV GET failed: 500");
    return STORED;
  };
  const directory = createProjectDirectory({ get }, { now: () => nowMs });
  await directory.list();
  isDown = true;
  nowMs = 60_000;
  expect(await directory.find("skyline")).toMatchObject({ id: "skyline" });
  const cold = createProjectDirectory({ get }, { now: () => nowMs });
  await expect(cold.list()).rejects.toMatchObject({ code: "storage_unavailable" });
});
