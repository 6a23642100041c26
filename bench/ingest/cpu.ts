import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks per second on Linux. */
const TICKS_PER_S = 100;

/** CPU seconds that the workerd processes below this one have used so far; 0 where there is no /proc. */
export function readWorkerdCpuS(): number {
  let ticks = 0;
  try {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      const stat = readStat(pid);
      if (stat && stat.name === "workerd" && stat.parent === process.pid) ticks += stat.ticks;
    }
  } catch {
    return 0;
  }
  return ticks / TICKS_PER_S;
}

function readStat(pid: string): { name: string; parent: number; ticks: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [, name = "", rest = ""] = /^\d+ \((.*)\) (.*)$/s.exec(text) ?? [];
    const fields = rest.split(" ");
    return { name, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined; // gone since the folder was listed
  }
}
