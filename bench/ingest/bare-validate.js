import { Hono } from "hono";
import { bareBody } from "./bare-body.ts";

// A bare Worker that validates and stores nothing.
const app = new Hono();
app.post("/leads", async (c) => {
  const parsed = bareBody.safeParse(await c.req.json());
  if (!parsed.success) return c.json({ error: parsed.error.issues }, 422);
  return c.json({ status: "accepted", submission_id: crypto.randomUUID() }, 201);
});

export default app;
