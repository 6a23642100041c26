import { describe, expect, test } from "vitest";
import { Problem } from "../domain/errors.ts";
import { readExportWish } from "./export-format.ts";

const both = ["json", "csv"] as const;

describe("the form of an answer", () => {
  test.each<[string | null, string]>([
    [null, "json"],
    ["", "json"],
    ["*/*", "json"],
    ["application/json", "json"],
    ["text/csv", "csv"],
    ["TEXT/CSV", "csv"],
    ["text/csv; header=present", "csv"],
    ["text/*", "csv"],
    ["text/csv;q=0.4, application/json;q=0.5", "json"],
    ["application/json;q=0.4, text/csv;q=0.5", "csv"],
    ["application/json, text/csv", "json"],
    ["text/csv, */*;q=0.1", "csv"],
    ["text/csv;q=0, */*", "json"],
    ["application/json;q=0, */*", "csv"],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "json"],
    ["text/html", "json"],
    ["text/csv;q=high", "json"],
    ["garbage;;,,", "json"],
  ])("for Accept %j is %s", (accept, format) => {
    expect(readExportWish({}, accept, both)).toEqual({ format, mark: false });
  });

  test("is what format says, whatever Accept prefers", () => {
    expect(readExportWish({ format: "json" }, "text/csv", both).format).toBe("json");
    expect(readExportWish({ format: "csv", bom: "1" }, "application/json", both)).toEqual({
      format: "csv",
      mark: true,
    });
    expect(readExportWish({ format: "CSV", bom: "0" }, null, both)).toEqual({ format: "csv", mark: false });
  });

  test("is JSON where there is no table, though CSV is preferred", () => {
    expect(readExportWish({}, "text/csv", ["json"]).format).toBe("json");
  });

  test.each([
    [{ format: "xls" }, both, "format", { allowed: both }],
    [{ format: "cvs" }, both, "format", { didYouMean: "csv" }],
    [{ format: "csv" }, ["json"] as const, "format", { allowed: ["json"] }],
    [{ format: "csv", bom: "yes" }, both, "bom", { allowed: ["0", "1"] }],
    [{ bom: "1" }, both, "bom", {}],
  ])("wanted as %j is refused with what is allowed", (given, formats, field, further) => {
    try {
      readExportWish(given, null, formats);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(Problem);
      expect((error as Problem).code).toBe("invalid_parameter");
      expect((error as Problem).errors).toMatchObject([{ field, ...further }]);
    }
  });
});
