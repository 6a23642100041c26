import { expect, it } from "vitest";
import { toDialectPage } from "./dialect-page.ts";

it("is the page in the repository (run with --update to write it)", async () => {
  await expect(toDialectPage()).toMatchFileSnapshot("../../DIALECT.md");
});
