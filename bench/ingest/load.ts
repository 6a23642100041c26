import { connect } from "node:net";
import { KEY, toBody } from "./body.ts";

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Answers that were not 201. */
  readonly refused: number;
}

export interface LoadOptions {
  readonly connections: number;
  /** How long to send. */
  readonly ms?: number;
  /** How many submissions to send, rounded up to a whole number per connection. */
  readonly requests?: number;
  /** Gives the number of the next person. */
  readonly next: () => number;
}

/**
 * Sends submissions over so many connections, each waiting for its answer, until the time is up or all were sent.
 * Works on bare sockets, so that the client takes little of the machine.
 */
export async function load(port: number, options: LoadOptions): Promise<LoadResult> {
  const { connections, ms = Infinity, requests = Infinity, next } = options;
  const started = performance.now();
  const each = Math.ceil(requests / connections);
  const isDone = (sent: number) => sent >= each || performance.now() >= started + ms;
  const tallies = await Promise.all(
    Array.from({ length: connections }, () => runConnection(port, isDone, next)),
  );
  const sum = (key: "requests" | "refused") => tallies.reduce((total, tally) => total + tally[key], 0);
  return {
    requests: sum("requests"),
    refused: sum("refused"),
    seconds: (performance.now() - started) / 1000,
  };
}

interface Tally {
  requests: number;
  refused: number;
}

function runConnection(port: number, isDone: (sent: number) => boolean, next: () => number): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const tally: Tally = { requests: 0, refused: 0 };
    const socket = connect({ host: "127.0.0.1", port, noDelay: true });
    let text = "";
    const send = () => {
      const body = toBody(next());
      socket.write(
        `POST /leads HTTP/1.1\r\nHost: leads.example.com\r\nAuthorization: Bearer ${KEY}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    };
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("close", () => resolve(tally));
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      const end = toEnd(text);
      if (end === undefined) return;
      tally.requests++;
      if (!text.startsWith("HTTP/1.1 201")) tally.refused++;
      text = text.slice(end);
      if (isDone(tally.requests)) socket.end();
      else send();
    });
  });
}

/** Where the first answer in the text ends, once it is there in full. */
function toEnd(text: string): number | undefined {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return undefined;
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head))?.[1];
  if (length !== undefined) {
    const end = head + 4 + Number(length);
    return text.length >= end ? end : undefined;
  }
  const last = text.indexOf("\r\n0\r\n\r\n", head);
  return last < 0 ? undefined : last + 7;
}
