import { MAX_BLOBS_BYTES, MAX_INDEX_BYTES, SLOTS } from "./point.ts";

/** Points that one invocation of a Worker may write, into all datasets together. */
const MAX_POINTS_PER_INVOCATION = 250;

/** Name under which Miniflare registers the shim module inside workerd. */
export const SHIM_MODULE = "local-analytics-engine:shim";

/**
 * Source of the module that stands between a Worker and workerd's native binding. Production throws on an
 * over-limit point while open-source workerd drops it in silence, so the limits are checked here, with
 * production's messages (the stray parenthesis is theirs); everything else is left to the native class.
 * workerd gives each invocation a root span of its own, whether anything is traced or not: that is what points are
 * counted by. A Worker that opens spans itself starts a new count in each; code outside any invocation has none.
 */
export const SHIM_SOURCE = `
import tracing from "cloudflare-internal:tracing";

const encoder = new TextEncoder();
const written = new WeakMap();

function countPoint() {
  const invocation = tracing.getActiveSpan?.();
  if (!invocation) return;
  const points = (written.get(invocation) ?? 0) + 1;
  written.set(invocation, points);
  if (points > ${MAX_POINTS_PER_INVOCATION}) throw new Error("Analytics Engine write limit exceeded.");
}

function sizeOf(value) {
  if (value === null || value === undefined) return 0;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
  return encoder.encode(String(value)).byteLength;
}

function refuse(reason) {
  throw new TypeError("writeDataPoint(): " + reason);
}

function check({ indexes, blobs, doubles }) {
  if (Array.isArray(indexes)) {
    if (indexes.length > 1) refuse("Maximum of 1 indexes supported.");
    if (sizeOf(indexes[0]) > ${MAX_INDEX_BYTES}) refuse("Size of indexes[0] exceeds ${MAX_INDEX_BYTES} bytes).");
  }
  if (Array.isArray(blobs)) {
    if (blobs.length > ${SLOTS}) refuse("Maximum of ${SLOTS} blobs supported.");
    let size = 0;
    for (const blob of blobs) size += sizeOf(blob);
    if (size > ${MAX_BLOBS_BYTES}) refuse("Cumulative size of blobs exceeds ${MAX_BLOBS_BYTES} bytes).");
  }
  if (Array.isArray(doubles) && doubles.length > ${SLOTS}) refuse("Maximum of ${SLOTS} doubles supported.");
}

class AnalyticsEngineDataset {
  #native;
  constructor(native) {
    this.#native = native;
  }
  writeDataPoint(point) {
    countPoint();
    check(point ?? {});
    this.#native.writeDataPoint(point ?? {});
  }
}

export default (env) => new AnalyticsEngineDataset(env.native);
`;
