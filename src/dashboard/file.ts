import { ask } from "./ask.ts";

/** Saves an answer as a CSV file, under the name that the API gives it. */
export async function saveFile(path: string, key: string, signal: AbortSignal): Promise<void> {
  const response = await ask(path, key, signal, "text/csv");
  const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name ?? "leads.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}
