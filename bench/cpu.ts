import { readdirSync, readFileSync } from "node:fs";

const NS_PER_MS = 1e6;

/**
 * CPU milliseconds that the workerd processes below this one have used so far, to the microsecond; NaN where the
 * system does not tell (anything but Linux). Unlike the clock it does not see what else the machine does.
 */
export function createCpuClock(): () => number {
  const threads = listWorkerd().map((pid) => `/proc/${pid}/task`);
  if (threads.length === 0) return () => Number.NaN;
  return () => threads.reduce((sum, folder) => sum + readThreads(folder), 0);
}

function listWorkerd(): string[] {
  return readFolder("/proc").filter((pid) => {
    const [, name, rest = ""] = /^\d+ \((.*)\) (.*)$/s.exec(readText(`/proc/${pid}/stat`)) ?? [];
    return name === "workerd" && Number(rest.split(" ")[1]) === process.pid;
  });
}

function readThreads(folder: string): number {
  return readFolder(folder).reduce((sum, thread) => {
    const [ns] = readText(`${folder}/${thread}/schedstat`).split(" ");
    return sum + Number(ns) / NS_PER_MS;
  }, 0);
}

function readFolder(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Empty for what is gone since its folder was listed. */
function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
