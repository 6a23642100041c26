/** Largest body that the collector sends, a single larger point apart. */
const BATCH_CHARACTERS = 1_000_000;

/** The collector's own Worker in workerd: a plain one, so any recent compatibility date serves. */
export const COLLECTOR_DATE = "2025-01-01";

/**
 * Source of the Worker between workerd's native binding and the engine. The native class makes one request per
 * point and no one waits for it, so a busy Worker would open connections until it has none left and lose the
 * rest. Inside workerd such a request costs no connection: here they are gathered and sent on, one batch at a time.
 */
export const COLLECTOR_SOURCE = `
let waiting = [];
let isSending = false;

function takeBatch() {
  let characters = 0;
  const end = waiting.findIndex((point) => (characters += point.length + 1) > ${BATCH_CHARACTERS});
  return waiting.splice(0, end === -1 ? waiting.length : Math.max(1, end));
}

async function send(engine) {
  isSending = true;
  while (waiting.length > 0) {
    const batch = takeBatch();
    try {
      const answer = await engine.fetch("http://127.0.0.1/", { method: "POST", body: batch.join("\\n") });
      if (!answer.ok) console.error("The local Analytics Engine refused points: " + answer.status + " " + await answer.text());
    } catch {
      console.error("The local Analytics Engine does not answer; points lost: " + batch.length);
    }
  }
  isSending = false;
}

export default {
  async fetch(request, env, ctx) {
    waiting.push(await request.text());
    if (!isSending) ctx.waitUntil(send(env.ENGINE));
    return new Response(null, { status: 204 });
  },
};
`;
