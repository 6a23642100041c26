import { createRequestStateCodec } from "@modelcontextprotocol/server";

/** Seals what a fixture remembers between two rounds. */
export const STATE = createRequestStateCodec<string>({ key: "a key for conformance fixtures only" });
