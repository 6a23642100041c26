// npm run form: builds the form script into the file that is served.
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { gzipSync } from "node:zlib";
import { buildFormScript, FORM_SCRIPT } from "./form-bundle.ts";

const script = await buildFormScript();
writeFileSync(FORM_SCRIPT, script);
console.log(
  `wrote ${relative(process.cwd(), FORM_SCRIPT)}: ${script.length} bytes, ${gzipSync(script).length} gzipped`,
);
