import { Agent, request } from "node:http";

const PATH = "/client/v4/accounts/local/analytics_engine/sql";
const agent = new Agent({ keepAlive: true });

/** Sends a request body over a kept connection and gives the answer's text; fails on any status but 2xx. */
export function post(port: number, path: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: "Bearer local" };
    const options = { host: "127.0.0.1", port, method: "POST", path, headers, agent };
    const sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        if ((response.statusCode ?? 500) < 300) resolve(text);
        else reject(new Error(text));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Sends one statement through HTTP and guard. */
export function ask(port: number, sql: string): Promise<string> {
  return post(port, PATH, sql);
}
