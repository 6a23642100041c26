import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const lock = JSON.parse(readFileSync(resolve(import.meta.dirname, "../package-lock.json"), "utf8")) as {
  packages: Record<string, LockedPackage>;
};

/** The entry a package at `host` would load, looked up as Node does. */
function find(host: string, name: string): LockedPackage | undefined {
  for (let folder = host; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const found = lock.packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`];
    if (found || folder === "") return found;
  }
}

describe("the lock file", () => {
  test("names no download address", () => {
    const addresses = Object.values(lock.packages).filter(({ resolved }) => resolved?.startsWith("http"));
    expect(addresses).toEqual([]);
  });

  test("covers every platform, so that npm ci works on all of them", () => {
    const missing = Object.entries(lock.packages).flatMap(([host, { optionalDependencies = {} }]) =>
      Object.entries(optionalDependencies)
        .filter(([name]) => find(host, name) === undefined)
        .map(([name]) => `${host}: ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
