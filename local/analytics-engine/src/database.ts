import { mkdirSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import type * as Chdb from "chdb";
import type { Session } from "chdb";
import { DATABASE } from "./tables.ts";

// Answers in Analytics Engine's shape: 64-bit integers as text, UTC, no statistics, always valid UTF-8.
const CONNECTION_ARGUMENTS = [
  "--session_timezone=Etc/UTC",
  "--output_format_json_quote_64bit_integers=1",
  "--output_format_json_validate_utf8=1",
  "--output_format_write_statistics=0",
];

/** The embedded database of this process; chDB allows one folder per process. */
export interface Database {
  /** Opens one more connection whose unqualified table names are datasets. */
  connect(): Session;
  /** Closes the database once everything running on it has ended. */
  close(): Promise<void>;
}

let openFolder: string | null = null;

async function loadChdb(): Promise<typeof Chdb> {
  if (process.platform === "win32") {
    throw new Error("The local Analytics Engine needs Linux or macOS: on Windows run it inside WSL2.");
  }
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  if (process.platform === "linux" && !header?.glibcVersionRuntime) {
    throw new Error(
      "The local Analytics Engine needs glibc: musl systems such as Alpine cannot run it; use a Debian-based image (or WSL2 on Windows).",
    );
  }
  try {
    return await import("chdb");
  } catch (cause) {
    throw new Error(
      `The embedded ClickHouse (chdb) could not be loaded on ${process.platform}-${process.arch}. It exists for Linux (glibc) and macOS on x64 and arm64, and on Windows inside WSL2; install again without --omit=optional.`,
      { cause },
    );
  }
}

function toOpenError(folder: string, cause: unknown): Error {
  const owner = readOwner(folder);
  const reason = owner
    ? `is already open in process ${owner}; stop that one first or use another folder`
    : "could not be opened as a database; check that the folder is writable and holds nothing else";
  return new Error(`The data folder ${folder} ${reason}.`, { cause });
}

/** Process id of the running owner of a database folder, as ClickHouse notes it in `status`. */
function readOwner(folder: string): number | null {
  try {
    const pid = Number(/^PID: (\d+)/m.exec(readFileSync(join(folder, "status"), "utf8"))?.[1]);
    process.kill(pid, 0);
    return pid === process.pid ? null : pid;
  } catch {
    return null;
  }
}

/** Whether the process has the folder's status file open: asking ClickHouse instead would print its own error first. */
function holdsFolder(pid: number, folder: string): boolean {
  try {
    const files = `/proc/${pid}/fd`;
    const status = join(folder, "status");
    return readdirSync(files).some((name) => readLink(join(files, name)) === status);
  } catch {
    return false;
  }
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/**
 * Opens (or creates) the database in a folder for this process.
 * @throws Error in one clear sentence: unsupported platform, folder in use, second database in this process
 */
export async function openDatabase(dataDir: string): Promise<Database> {
  const folder = resolve(dataDir);
  const chdb = await loadChdb();
  if (openFolder !== null) {
    throw new Error(
      `This process already runs an engine on ${openFolder}, and chDB opens one folder per process; close that engine first or start the other one as its own process.`,
    );
  }
  const owner = readOwner(folder);
  if (owner !== null && holdsFolder(owner, folder)) throw toOpenError(folder, undefined);
  openFolder = folder;
  const open = () => new chdb.Session(folder, { connectionArgs: CONNECTION_ARGUMENTS });
  let anchor: Session;
  try {
    mkdirSync(folder, { recursive: true });
    // Stays open and unused: the database would shut down whenever its last connection closes.
    anchor = open();
    anchor.query(`CREATE DATABASE IF NOT EXISTS ${DATABASE} ENGINE = Atomic`);
  } catch (error) {
    openFolder = null;
    throw toOpenError(folder, error);
  }
  return {
    connect() {
      const connection = open();
      connection.query(`USE ${DATABASE}`);
      return connection;
    },
    async close() {
      await chdb.drainPending();
      anchor.close();
      await chdb.drainPending();
      openFolder = null;
    },
  };
}
