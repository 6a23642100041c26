import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { ROOT } from "../local/home.ts";
import { BASELINE, readBaseline } from "./baseline.ts";
import { type Lane, openFixtureLane, openProductLane } from "./lane.ts";
import { REVISIONS, readSuiteVersion } from "./package.ts";
import { toFixtureSection, toPage, toProductSection } from "./page.ts";
import { type Run, runSuite } from "./suite.ts";

/** Both revisions, one after the other: some checks wait for a fraction of a second. */
async function runBoth(lane: Lane, baseline?: string): Promise<Run[]> {
  const runs: Run[] = [];
  try {
    for (const revision of REVISIONS) {
      console.log(`Running ${revision} against ${lane.url}`);
      runs.push(await runSuite(lane.url, revision, revision === "2025-11-25" ? baseline : undefined));
    }
  } finally {
    await lane.close();
  }
  return runs;
}

const product = toProductSection(await runBoth(await openProductLane()));
const fixtures = toFixtureSection(await runBoth(await openFixtureLane(), BASELINE), readBaseline());
writeFileSync(resolve(ROOT, "docs/conformance.md"), toPage(readSuiteVersion(), product, fixtures));
console.log("wrote docs/conformance.md");
