import { MAX_BLOBS_BYTES, MAX_INDEX_BYTES, SLOTS } from "./point.ts";

/** Name under which Miniflare registers the shim module inside workerd. */
export const SHIM_MODULE = "local-analytics-engine:shim";

/**
 * Source of the module that stands between a Worker and workerd's native binding. Production throws on an
 * over-limit point while open-source workerd drops it in silence, so the limits are checked here, with
 * production's messages (the stray parenthesis is theirs); everything else is left to the native class.
 */
export const SHIM_SOURCE = `
const encoder = new TextEncoder();

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
    check(point ?? {});
    this.#native.writeDataPoint(point ?? {});
  }
}

export default (env) => new AnalyticsEngineDataset(env.native);
`;
