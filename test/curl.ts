import { readShellWords } from "./shell-words.ts";

export interface CurlRequest {
  readonly url: string;
  readonly init: RequestInit & { readonly headers: Record<string, string> };
}

/** Options without a value that change nothing about the request. */
const SILENT = new Set(["-s", "-i", "-O", "-J"]);

/**
 * The request a curl command makes.
 * @throws TypeError for an option that is not known here: a documented command must be one that was run
 */
export function readCurl(command: string): CurlRequest {
  const [name, ...words] = readShellWords(command);
  if (name !== "curl") throw new TypeError(`not a curl command: ${command}`);
  const headers: Record<string, string> = {};
  const data: string[] = [];
  let method: string | undefined;
  let url: string | undefined;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (SILENT.has(word)) continue;
    if (!word.startsWith("-")) {
      url = word;
      continue;
    }
    const value = words.shift() ?? "";
    if (word === "-H")
      headers[value.slice(0, value.indexOf(":")).toLowerCase()] = value.slice(value.indexOf(":") + 1).trim();
    else if (word === "-d") data.push(value);
    else if (word === "-X") method = value;
    else throw new TypeError(`the tests do not know curl's ${word}: ${command}`);
  }
  if (url === undefined) throw new TypeError(`no address in ${command}`);
  if (data.length === 0) return { url, init: { method: method ?? "GET", headers } };
  const type = { "content-type": "application/x-www-form-urlencoded" };
  return { url, init: { method: method ?? "POST", headers: { ...type, ...headers }, body: data.join("&") } };
}
