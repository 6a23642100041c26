import { expect, test } from "vitest";
import type { Principal } from "../domain/principal.ts";
import { resolveProject } from "./resolve-project.ts";

const PROJECTS = [
  { id: "skyline", name: "Skyline Towers" },
  { id: "harbour", name: "Harbour" },
];
const DIRECTORY = {
  list: async () => PROJECTS,
  find: async (id: string) => PROJECTS.find((project) => project.id === id),
};
const holderOf = (projects: Principal["projects"]): Principal => ({ keyId: "k", role: "ingest", projects });
const resolve = (named: string | undefined, projects: Principal["projects"]) =>
  resolveProject(named, holderOf(projects), DIRECTORY);

test.each([
  ["skyline", "all", "skyline"],
  [" SKYLINE ", "all", "skyline"],
  ["Skyline Towers", "all", "skyline"],
  [undefined, ["harbour"], "harbour"],
  ["harbour", ["harbour", "skyline"], "harbour"],
] as const)("%j with a key for %j is %s", async (named, projects, id) => {
  expect((await resolve(named, projects))?.id).toBe(id);
});

test("without a name and with a key for several, none is meant", async () => {
  expect(await resolve(undefined, "all")).toBeUndefined();
  expect(await resolve(undefined, ["skyline", "harbour"])).toBeUndefined();
});

test("a name that two projects have names neither", async () => {
  const twice = { ...DIRECTORY, list: async () => [...PROJECTS, { id: "pier", name: "HARBOUR" }] };
  expect((await resolveProject("harbour", holderOf("all"), twice))?.id).toBe("harbour");
  await expect(resolveProject("skyline towers", holderOf("all"), twice)).resolves.toBeDefined();
  const renamed = { ...twice, list: async () => [...PROJECTS, { id: "pier", name: "skyline towers" }] };
  await expect(resolveProject("Skyline Towers", holderOf("all"), renamed)).rejects.toMatchObject({
    code: "unknown_project",
  });
});

test("a misspelt project is answered with the nearest one", async () => {
  await expect(resolve("skylin", "all")).rejects.toMatchObject({
    code: "unknown_project",
    errors: [{ field: "project", didYouMean: "skyline" }],
  });
});

test("a key for some projects does not learn which others exist", async () => {
  const existing = await resolve("harbour", ["skyline"]).catch((error: unknown) => error);
  const unknown = await resolve("nowhere", ["skyline"]).catch((error: unknown) => error);
  expect(existing).toEqual(unknown);
  expect(existing).toMatchObject({ code: "forbidden" });
});
