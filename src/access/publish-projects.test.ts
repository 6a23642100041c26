import { expect, test } from "vitest";
import { PROJECTS_NAME } from "./project-directory.ts";
import { compareProjects, publishProjects } from "./publish-projects.ts";

const OLD = { id: "skyline", name: "Skyline" };
const NEW = { id: "skyline", name: "Skyline 2" };
/** Only the directory has it. */
const OTHER = { id: "harbour", name: "Harbour" };

/** @param refusals how many puts are refused first */
function createRig(stored: unknown, refusals = 0) {
  const waits: number[] = [];
  const puts: unknown[] = [];
  let left = refusals;
  const rig = {
    records: [OLD],
    waits,
    puts,
    directory: {
      get: async (name: string) => (name === PROJECTS_NAME ? (puts.at(-1) ?? stored) : null),
      put: async (_name: string, value: string) => {
        if (left-- > 0) throw new Error("KV PUT failed: 429 Too Many Requests");
        puts.push(JSON.parse(value));
      },
    },
    listRecords: async () => rig.records,
    wait: async (ms: number) => void waits.push(ms),
  };
  return rig;
}

test("publishing replaces records by id, keeps the projects that only the directory has and drops nonsense", async () => {
  const rig = createRig([OLD, OTHER, { id: "Not An Id" }, "nonsense"]);
  rig.records = [NEW, { id: "new", name: "New" }];
  await publishProjects(rig);
  expect(rig.puts).toEqual([[NEW, OTHER, { id: "new", name: "New" }]]);
});

test("a record that changes while it is published is published again", async () => {
  const rig = createRig([]);
  const put = rig.directory.put;
  rig.directory.put = async (name, value) => {
    rig.records = [NEW];
    await put(name, value);
  };
  await publishProjects(rig);
  expect([rig.puts, rig.waits]).toEqual([[[OLD], [NEW]], []]);
});

test("a directory that refuses is tried again after more than a second, twice", async () => {
  const rig = createRig([], 2);
  await publishProjects(rig);
  expect([rig.puts, rig.waits]).toEqual([[[OLD]], [1100, 1100]]);
  await expect(publishProjects(createRig([], 3))).rejects.toThrow("429");
});

test("a directory is behind until it says what the record does", async () => {
  const rig = createRig([OTHER]);
  expect(await compareProjects(rig)).toEqual({ records: [OTHER, OLD], isPublished: false });
  await publishProjects(rig);
  expect(await compareProjects(rig)).toEqual({ records: [OTHER, OLD], isPublished: true });
});
