import fc from "fast-check";
import { expect, test } from "vitest";
import { readNativePoint } from "./native-point.ts";

const bytes = (text: string) => [...Buffer.from(text)];
const toBody = (fields: object) =>
  JSON.stringify({ dataset: bytes("leads"), timestamp: "1795321381892000000", ...fields });

test("reads slots, whole seconds and the doubles that JSON cannot hold", () => {
  const body = toBody({
    accountId: "1",
    index1: bytes("acme"),
    blob2: bytes("é"),
    double1: "NaN",
    double2: "-Infinity",
    double20: 0.5,
  });
  const { dataset, point } = readNativePoint(body);
  expect([dataset, point.index, point.timestamp, point.sampleInterval]).toEqual([
    "leads",
    "acme",
    1795321381,
    1,
  ]);
  expect(point.blobs.slice(0, 3)).toEqual(["", "\u00c3\u00a9", ""]);
  expect([point.doubles[0], point.doubles[1], point.doubles[2], point.doubles[19]]).toEqual([
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    0,
    0.5,
  ]);
});

test("keeps any bytes as they are", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (blob) => {
      const { point } = readNativePoint(toBody({ blob20: [...blob] }));
      expect([...Buffer.from(point.blobs[19] ?? "", "latin1")]).toEqual([...blob]);
    }),
  );
});

test("names the field that does not fit", () => {
  const refused = (body: string) => {
    try {
      readNativePoint(body);
      return "accepted";
    } catch (error) {
      return error instanceof Error ? error.message : "";
    }
  };
  expect([
    refused("{"),
    refused("7"),
    refused(toBody({ dataset: bytes("my-leads") })),
    refused(toBody({ timestamp: 1795321381 })),
    refused(toBody({ blob1: "text" })),
    refused(toBody({ blob1: [256] })),
    refused(toBody({ double1: "1" })),
  ]).toMatchInlineSnapshot(`
    [
      "the body is not JSON",
      "the body is not an object",
      "dataset must be letters, digits and underscores, not starting with a digit, at most 64 characters",
      "timestamp must be a string of nanoseconds",
      "blob1 must be an array of byte values",
      "blob1 must hold byte values from 0 to 255",
      "double1 must be a number",
    ]
  `);
});
