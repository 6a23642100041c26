import worker from "../src/index.ts";

// The whole product over a database that commits and then keeps its answers back, and a queue that can refuse. Plain
// JavaScript, because it belongs to workerd and its neighbours to Node. GET /control changes and tells its state.
let answered = Number.POSITIVE_INFINITY;
let isRefusing = false;
let batches = 0;
let points = 0;
const queued = [];
let made;

function toMade(env) {
  return {
    ...env,
    DB: {
      prepare: (sql) => env.DB.prepare(sql),
      async batch(statements) {
        const at = batches++;
        const results = await env.DB.batch(statements);
        // A timer, as a database that is waited for: without any the platform would end the request.
        while (at >= answered) await new Promise((resolve) => setTimeout(resolve, 20));
        return results;
      },
    },
    INTAKE: {
      async send({ intake }) {
        if (isRefusing) throw new Error("the queue refuses");
        queued.push(intake.submissionId);
      },
    },
    LEAD_SUBMISSIONS: { writeDataPoint: () => void points++ },
  };
}

export default {
  fetch(request, env, context) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== "/control") {
      made ??= toMade(env);
      return worker.fetch(request, made, context);
    }
    // So many more batches are answered; all of them without a number.
    const more = searchParams.get("answer");
    if (more === "all") answered = Number.POSITIVE_INFINITY;
    else if (more !== null)
      answered = (answered === Number.POSITIVE_INFINITY ? batches : answered) + Number(more);
    if (searchParams.has("queue")) isRefusing = searchParams.get("queue") === "refuse";
    return Response.json({ batches, points, queued });
  },
};
