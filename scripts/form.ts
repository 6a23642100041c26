// npm run form: builds the form script into the source that the Worker is made of.
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { gzipSync } from "node:zlib";
import { buildFormScript, FORM_BUNDLE, toFormModule } from "./form-bundle.ts";

const script = await buildFormScript();
writeFileSync(FORM_BUNDLE, toFormModule(script));
console.log(
  `wrote ${relative(process.cwd(), FORM_BUNDLE)}: ${script.length} bytes, ${gzipSync(script).length} gzipped`,
);
