import worker from "../../src/index.ts";

// The whole product over its database, counting the batches it sends; GET /batches tells how many.
let batches = 0;
let counted;

function toCounted(db) {
  return {
    prepare: (sql) => db.prepare(sql),
    batch: (statements) => {
      batches++;
      return db.batch(statements);
    },
  };
}

export default {
  fetch(request, env, context) {
    if (new URL(request.url).pathname === "/batches") return Response.json(batches);
    counted ??= { ...env, DB: toCounted(env.DB) };
    return worker.fetch(request, counted, context);
  },
};
