// npm run view: builds the chart view into the file that is served.
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { buildView, CHART_FILE } from "./view-bundle.ts";

const html = await buildView();
writeFileSync(CHART_FILE, html);
console.log(`wrote ${relative(process.cwd(), CHART_FILE)}: ${Buffer.byteLength(html)} bytes`);
