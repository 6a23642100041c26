import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

test("reads files, pairs and defaults", () => {
  const args = [
    "a.csv",
    "b.csv",
    "--project",
    "Green Acres",
    "--map",
    "A=B=cta",
    "--set",
    "source=x=y",
    "--filter",
    "S=N",
  ];
  expect(readOptions(args, {})).toMatchInlineSnapshot(`
    {
      "files": [
        "a.csv",
        "b.csv",
      ],
      "options": {
        "append": false,
        "dryRun": false,
        "filters": [
          {
            "header": "S",
            "negated": false,
            "value": "N",
          },
        ],
        "fromLine": 1,
        "map": Map {
          "A=B" => "cta",
        },
        "set": Map {
          "source" => "x=y",
          "project" => "green-acres",
        },
        "url": "http://127.0.0.1:8790",
        "zone": "UTC",
      },
    }
  `);
});

test("finds the engine by its port, or by address", () => {
  const url = (args: string[], environment: Record<string, string>) => {
    const read = readOptions(["f", ...args], environment);
    return read === "help" ? read : read.options.url;
  };
  expect(url([], { ANALYTICS_ENGINE_PORT: "9999" })).toBe("http://127.0.0.1:9999");
  expect(url(["--url", "http://127.0.0.1:7"], { ANALYTICS_ENGINE_PORT: "9999" })).toBe("http://127.0.0.1:7");
});

test("--help wins over everything else", () => {
  expect(readOptions(["--help"], {})).toBe("help");
});

test.each([
  [[], "name the file to import; --help tells more"],
  [["f", "--bogus"], "Unknown option '--bogus'"],
  [["f", "--timezone", "IST+5"], '--timezone takes an IANA zone such as Asia/Kolkata, not "IST+5"'],
  [["f", "--date-format", "ymd"], '--date-format takes mdy (month first) or dmy (day first), not "ymd"'],
  [["f", "--project", "--map"], "--project"],
  [["f", "--project", "!"], '--project takes an id such as green-acres, not "!"'],
  [["f", "--map", "cta"], '--map takes "NAME=VALUE", not "cta"'],
  [["f", "--delimiter", "::"], '--delimiter takes one character or "tab", not "::"'],
  [["f", "--from-line", "0"], '--from-line takes a line number, not "0"'],
  [["f", "--url", "engine"], "--url takes an address such as http://127.0.0.1:8790"],
])("%j is refused by name", (args, message) => {
  expect(() => readOptions(args, {})).toThrow(message);
});
