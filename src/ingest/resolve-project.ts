import { Problem } from "../domain/errors.ts";
import { allowsProject, type Principal } from "../domain/principal.ts";
import { PROJECT_ID_PATTERN, type Project, type ProjectDirectory } from "../domain/project.ts";
import { toUnknownProject } from "../domain/unknown-project.ts";

/**
 * The project a submission is for: named by id or by name (case is ignored), or the only one its key is for.
 * `undefined` when none is named.
 * @throws Problem `unknown_project` when there is no such project, `forbidden` when the key is for others
 */
export async function resolveProject(
  named: string | undefined,
  principal: Principal,
  directory: ProjectDirectory,
): Promise<Project | undefined> {
  const only =
    principal.projects !== "all" && principal.projects.length === 1 ? principal.projects[0] : undefined;
  const wanted = named ?? only;
  if (wanted === undefined) return undefined;
  const id = wanted.trim().toLowerCase();
  const project =
    (PROJECT_ID_PATTERN.test(id) ? await directory.find(id) : undefined) ?? (await findByName(id, directory));
  // A key for some projects must not learn which others exist.
  if (principal.projects !== "all" && !(project && allowsProject(principal, project.id))) {
    if (named !== undefined)
      throw new Problem("forbidden", "This key may not write to that project.", {
        errors: [
          { field: "project", message: "not among the projects of this key", allowed: principal.projects },
        ],
      });
  }
  if (project) return project;
  const others = principal.projects === "all" ? await directory.list() : [];
  throw toUnknownProject(
    wanted,
    others.map(({ id }) => id),
  );
}

/** @param name in lower case */
async function findByName(name: string, directory: ProjectDirectory): Promise<Project | undefined> {
  const named = (await directory.list()).filter((project) => project.name.toLowerCase() === name);
  // A name that two projects have names neither.
  return named.length === 1 ? named[0] : undefined;
}
