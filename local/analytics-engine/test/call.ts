import { request } from "node:http";
import type { Engine } from "../src/index.ts";

/** The path of the SQL API. */
export const SQL_PATH = "/client/v4/accounts/local/analytics_engine/sql";
/** The header that every closed route wants. */
export const TOKEN = { authorization: "Bearer local" };

/** An answer with everything that fetch would hide. */
export interface Raw {
  status: number;
  headers: Record<string, unknown>;
  text: string;
}

/** Sends a request with any headers: fetch() forbids setting Host and Origin. */
export function call(
  engine: Engine,
  method: string,
  path: string,
  headers: object = {},
  body = "",
): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port: engine.port, method, path, headers: { ...headers } },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** The JSON that workerd posts for one point of a dataset. */
export const toPoint = (dataset: string) =>
  JSON.stringify({
    dataset: [...Buffer.from(dataset)],
    index1: [97],
    timestamp: "1795176000123000000",
    double1: 1,
  });
