import type { PointBuffer } from "./buffer.ts";
import { Delay } from "./delay.ts";
import { NativePointInvalid, readNativePoint } from "./native-point.ts";
import type { LogEntry, Settings } from "./options.ts";
import type { Point } from "./point.ts";
import type { DailyQuota } from "./quota.ts";
import { createSampler, type Sampling } from "./sampler.ts";
import type { Reply } from "./server.ts";

export interface IntakeContext {
  buffer: PointBuffer;
  writes: DailyQuota;
  now(): number;
  settings(): Settings;
  log(entry: LogEntry): void;
}

const TAKEN: Reply = { status: 204 };

function readPoint(line: string): ReturnType<typeof readNativePoint> | { error: string } {
  try {
    return readNativePoint(line);
  } catch (error) {
    if (error instanceof NativePointInvalid) return { error: error.message };
    throw error;
  }
}

/** Takes native points: daily limit, then sampling, then the simulated delay, then the buffer. */
export class Intake {
  /** Points received, before sampling. */
  received = 0;
  /** Points left out by write-time sampling; a kept neighbour stands for them. */
  sampledOut = 0;
  /** Points refused because of the daily limit or a full buffer. */
  refused = 0;
  readonly #context: IntakeContext;
  readonly #delay: Delay;
  #sampling: Sampling | null = null;
  #sampler: ReturnType<typeof createSampler> = (_, point) => point;

  constructor(context: IntakeContext) {
    this.#context = context;
    this.#delay = new Delay(context.now, (dataset, point) => this.#store(dataset, point));
  }

  /** Points held back by the simulated delay. */
  get delayed(): number {
    return this.#delay.size;
  }

  /** Takes a body of native points, one a line; answers what happened to the first one that was not taken, if any. */
  take(body: string): Reply {
    const replies = body.split("\n").map((line) => this.#takePoint(line));
    return replies.find(({ status }) => status !== TAKEN.status) ?? TAKEN;
  }

  /** Moves delayed points to the buffer at once. */
  releaseAll(): void {
    this.#delay.releaseAll();
  }

  #takePoint(line: string): Reply {
    const { writes, settings } = this.#context;
    const { dailyWriteLimit, ingestDelayMs, sampling } = settings();
    const read = readPoint(line);
    if ("error" in read) return { status: 400, body: read };
    const { dataset, point } = read;
    this.received++;
    if (!writes.take(dailyWriteLimit)) {
      this.refused++;
      return { status: 429 };
    }
    const sampled = this.#sample(dataset, point, sampling);
    if (sampled === null) this.sampledOut++;
    else if (ingestDelayMs) this.#delay.hold(dataset, sampled, ingestDelayMs);
    else if (!this.#store(dataset, sampled)) return { status: 503 };
    return TAKEN;
  }

  #sample(dataset: string, point: Point, sampling: Sampling | null): Point | null {
    if (sampling !== this.#sampling) {
      this.#sampling = sampling;
      this.#sampler = sampling ? createSampler(sampling) : (_, kept) => kept;
    }
    return this.#sampler(dataset, point);
  }

  #store(dataset: string, point: Point): boolean {
    if (this.#context.buffer.add(dataset, point)) return true;
    this.refused++;
    this.#context.log({ level: "warn", message: "A point was refused: too many wait to be stored" });
    return false;
  }
}
