import fc from "fast-check";
import fs from "node:fs";
import { STATEMENTS, MUTANTS, NOISE } from "./statement-arbitrary.ts";
import { InputInvalid, toPlan } from "./guard.ts";
const out: string[] = [];
for (const [name, arb, n] of [["statements", STATEMENTS, 20000], ["mutants", MUTANTS, 20000], ["noise", NOISE, 20000]] as const) {
  const t0 = performance.now();
  const all = fc.sample(arb, { numRuns: n, seed: Number(process.argv[2] ?? 1) });
  const t1 = performance.now();
  let ok = 0; const why = new Map<string, number>();
  for (const sql of all) {
    try { const p = toPlan(sql, (x) => x === "leads"); ok += 1; if (p.kind === "select" && out.length < 30000) out.push(p.sql); }
    catch (e) { if (!(e instanceof InputInvalid)) { console.log("CRASH", JSON.stringify(sql), e); continue; } const m = e.message.slice(0, 45); why.set(m, (why.get(m) ?? 0) + 1); }
  }
  console.log(name, n, "gen", Math.round(t1 - t0), "ms guard", Math.round(performance.now() - t1), "ms accepted", ok, "avg len", Math.round(all.reduce((s, x) => s + x.length, 0) / n));
  console.log([...why].sort((a, b) => b[1] - a[1]).slice(0, 14));
}
fs.writeFileSync("/tmp/dial/fuzz.json", JSON.stringify(out));
