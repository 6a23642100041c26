import { Hono } from "hono";
import { bareBody } from "./bare-body.ts";

// A bare Worker that validates and stores with one batch of three statements.
const app = new Hono();
app.post("/leads", async (c) => {
  const parsed = bareBody.safeParse(await c.req.json());
  if (!parsed.success) return c.json({ error: parsed.error.issues }, 422);
  const { project, name = null, email, phone } = parsed.data;
  const id = crypto.randomUUID();
  const now = new Date().toISOString();
  const db = c.env.DB;
  await db.batch([
    db
      .prepare("INSERT INTO identities VALUES (?1, ?2) ON CONFLICT DO NOTHING")
      .bind(`${project}:${email}`, id),
    db
      .prepare("INSERT INTO leads VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
      .bind(id, project, name, email, phone, now),
    db
      .prepare("INSERT INTO submissions VALUES (?1, ?2, ?3, ?4)")
      .bind(id, project, now, JSON.stringify(parsed.data)),
  ]);
  return c.json({ status: "accepted", submission_id: id }, 201);
});

export default app;
