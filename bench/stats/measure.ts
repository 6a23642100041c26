import { gzipSync } from "node:zlib";
import { createCpuClock } from "../cpu.ts";
import { QUESTIONS, REFUSED } from "./questions.ts";
import { KEY, type Workers } from "./workers.ts";

/** One question at one size; times in milliseconds, one value a run. */
export interface Measured {
  readonly name: string;
  /** While the engine had a statement open. */
  readonly engine: number[];
  /** What is left of `asked` without the engine, the relay and what a refused question takes. */
  readonly worker: number[];
  /** CPU time of the Worker's process, without that of a refused question. */
  readonly cpu: number[];
  /** The whole answer, when the engine was asked. */
  readonly asked: number[];
  /** The whole answer, when it was kept. */
  readonly kept: number[];
  readonly bytes: number;
  readonly gzipBytes: number;
}

const WARM_UP_RUNS = 5;

/** Every question, turn by turn, so that all see the same machine. */
export async function measure(
  { asking, keeping, relay }: Workers,
  runs: number,
): Promise<{ questions: Measured[]; way: number[] }> {
  const questions: Measured[] = [];
  const way: number[] = [];
  const readCpuMs = createCpuClock();
  const timeBoth = async (work: () => Promise<unknown>) => {
    const [start, cpu] = [performance.now(), readCpuMs()];
    await work();
    return [performance.now() - start, readCpuMs() - cpu] as const;
  };
  for (const [name, path] of Object.entries(QUESTIONS)) {
    const body = await ask(asking + path);
    const found: Measured = {
      name,
      engine: [],
      worker: [],
      cpu: [],
      asked: [],
      kept: [],
      bytes: body.length,
      gzipBytes: gzipSync(body).length,
    };
    for (let run = -WARM_UP_RUNS; run < runs; run++) {
      relay.takeBusyMs();
      const [asked, cpu] = await timeBoth(() => ask(asking + path));
      const engine = relay.takeBusyMs();
      const [kept] = await timeBoth(() => ask(keeping + path));
      const isKept = relay.takeBusyMs() === 0;
      const [refused, refusedCpu] = await timeBoth(() => ask(asking + REFUSED));
      const hop = await relay.measureHop();
      if (run < 0) continue;
      if (!isKept) throw new Error(`"${name}" was not kept`);
      found.engine.push(engine);
      found.worker.push(asked - engine - hop - refused);
      found.cpu.push(cpu - refusedCpu);
      found.asked.push(asked);
      found.kept.push(kept);
      way.push(refused);
    }
    questions.push(found);
  }
  return { questions, way };
}

async function ask(url: string): Promise<Buffer> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${KEY}` } });
  const body = Buffer.from(await response.arrayBuffer());
  if (!response.ok && !url.endsWith(REFUSED)) throw new Error(`${url}: ${response.status} ${body}`);
  return body;
}
