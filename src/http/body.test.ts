import { expect, test } from "vitest";
import { MAX_DRAINED_BYTES, readBody, readText } from "./body.ts";

/** A request whose body comes in chunks of 64 KiB, with what was taken of it. */
function createStreamed(bytes: number, headers: Record<string, string> = {}) {
  const state = { sent: 0, isCancelled: false };
  const body = new ReadableStream({
    pull(controller) {
      const size = Math.min(65_536, bytes - state.sent);
      if (size > 0) controller.enqueue(new Uint8Array(size).fill(97));
      state.sent += size;
      if (state.sent >= bytes) controller.close();
    },
    cancel() {
      state.isCancelled = true;
    },
  });
  const init = { method: "POST", body, headers, duplex: "half" };
  return { request: new Request("https://example.com", init as RequestInit), state };
}

test("a body within the limit is read whole, however it comes", async () => {
  expect((await readBody(createStreamed(65_536).request)).length).toBe(65_536);
  const plain = new Request("https://example.com", {
    method: "POST",
    body: "é",
    headers: { "content-length": "2" },
  });
  expect(await readText(plain)).toBe("é");
  expect(await readText(new Request("https://example.com", { method: "POST" }))).toBe("");
});

test("bytes that are no UTF-8 become replacement characters", async () => {
  const request = new Request("https://example.com", { method: "POST", body: new Uint8Array([0x61, 0xff]) });
  expect(await readText(request)).toBe("a\ufffd");
});

test("a body above the limit is received to its end and refused", async () => {
  const { request, state } = createStreamed(1_000_000);
  await expect(readBody(request)).rejects.toMatchObject({ code: "body_too_large" });
  expect(state).toEqual({ sent: 1_000_000, isCancelled: false });
});

test("a body without end is cut off", async () => {
  const { request, state } = createStreamed(Number.POSITIVE_INFINITY);
  await expect(readBody(request)).rejects.toMatchObject({ code: "body_too_large" });
  expect(state.isCancelled).toBe(true);
  expect(state.sent).toBeLessThan(MAX_DRAINED_BYTES + 300_000);
});

test("a body that says it is huge is not read at all", async () => {
  const { request, state } = createStreamed(1_000_000, { "content-length": String(MAX_DRAINED_BYTES + 1) });
  await expect(readBody(request)).rejects.toMatchObject({ code: "body_too_large" });
  expect(state.sent).toBeLessThan(200_000);
});
