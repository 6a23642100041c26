import fs from "node:fs";
import { InputInvalid, toPlan } from "./guard.ts";
const L: [string,string][] = [];
for (const n of [10, 20, 30, 40, 45, 48, 49, 60]) {
  L.push([`paren ${n}`, `SELECT ${"(".repeat(n)}1${")".repeat(n)} AS a`]);
  L.push([`mixed ${n}`, `SELECT ${"(".repeat(n)}1${" + 2) * 3".repeat(n)} AS a`]);
  L.push([`neg ${n}`, `SELECT ${"- ".repeat(n)}1 AS a`]);
  L.push([`not ${n}`, `SELECT 1 AS a WHERE ${"NOT ".repeat(n)}true`]);
  L.push([`week ${n}`, `SELECT ${"toStartOfWeek(".repeat(n)}timestamp${")".repeat(n)} AS a FROM leads`]);
  L.push([`month ${n}`, `SELECT ${"toStartOfInterval(".repeat(n)}timestamp${", INTERVAL '1' MONTH, 'Asia/Kolkata')".repeat(n)} AS a FROM leads`]);
  L.push([`if ${n}`, `SELECT ${"if(double1 = 1, ".repeat(n)}1${", -2)".repeat(n)} AS a FROM leads`]);
  L.push([`ifright ${n}`, `SELECT ${"if(double1 = 1, 1, ".repeat(n)}-5${")".repeat(n)} AS a FROM leads`]);
  L.push([`in ${n}`, `SELECT ${"(".repeat(n)}blob1 IN ('a')${" IN (true))".repeat(n)} AS a FROM leads`]);
  L.push([`subquery ${n}`, `SELECT * FROM (${"SELECT * FROM (".repeat(n)}SELECT blob1, count() FROM leads GROUP BY blob1${")".repeat(n)})`]);
}
for (const n of [50, 90, 99, 200, 1000]) {
  L.push([`alternate ${n}`, `SELECT 1${" + 2 - 3".repeat(n / 2)} AS a`]);
  L.push([`alternateand ${n}`, `SELECT 1 = 1${" AND 2 = 2 OR 1 = 1".repeat(n / 2)} AS a`]);
  L.push([`compare ${n}`, `SELECT true${" = true".repeat(n)} AS a`]);
  L.push([`plus ${n}`, `SELECT 1${" + 1".repeat(n)} AS a`]);
  L.push([`and ${n}`, `SELECT count() FROM leads WHERE 1=1${" AND 1=1".repeat(n)}`]);
  L.push([`or ${n}`, `SELECT count() FROM leads WHERE blob1='1'${" OR a='1'".replace("a", "blob2").repeat(Math.min(n, 700))}`]);
  L.push([`list ${n}`, `SELECT count() FROM leads WHERE double1 IN (1.0${", 1.0".repeat(n)})`]);
  L.push([`aliases ${n}`, `SELECT 1 AS a0${Array.from({ length: n }, (_, i) => `, a${i} + 1 AS a${i + 1}`).join("")}`]);
  L.push([`colaliases ${n}`, `SELECT double1 AS a0${Array.from({ length: n }, (_, i) => `, a${i} + 1 AS a${i + 1}`).join("")} FROM leads`]);
  L.push([`doubling ${n}`, `SELECT double1 AS a0${Array.from({ length: n }, (_, i) => `, a${i} + a${i} AS a${i + 1}`).join("")} FROM leads`]);
}
L.push(["doubling 11", `SELECT double1 AS a0${Array.from({ length: 11 }, (_, i) => `, a${i} * a${i} AS a${i + 1}`).join("")} FROM leads`]);
L.push(["doubling 12", `SELECT double1 AS a0${Array.from({ length: 12 }, (_, i) => `, a${i} * a${i} AS a${i + 1}`).join("")} FROM leads`]);
L.push(["long", `SELECT count() FROM leads WHERE 1=1${" ".repeat(20)}${"(".repeat(9000)}`]);
L.push(["longneg", `SELECT ${"-".repeat(9)} 1`], ["longneg2", `SELECT ${"- ".repeat(4900)} 1`], ["notnot", `SELECT ${"NOT ".repeat(2400)} 1`]);
L.push(["digits", `SELECT ${"9".repeat(300)}.5 AS a`], ["digits2", `SELECT 0.${"1".repeat(290)} AS a`], ["digits3", `SELECT ${"0".repeat(250)}1 AS a, 00.5 AS b`]);
for (const c of ["\u200b", "\u202e", "\u0085", "\u2028", "😀", "\u007f", "\ud800", "\ufeff", "a.b", "timestamp.x", "{x:String}", "?", "@x", "select 1; drop", "--", "/*", "'", "`", "%", "$1"]) L.push([`ident ${JSON.stringify(c)}`, `SELECT blob1 AS "x${c}y", count() AS n FROM leads GROUP BY "x${c}y" ORDER BY "x${c}y"`], [`str ${JSON.stringify(c)}`, c === "'" ? "SELECT 1" : `SELECT 'x${c}y', count() FROM leads WHERE blob1 = 'x${c}y'`]);
L.push(["strctl", "SELECT 'a\tb\nc\u0001' AS a, 'd\re'"]);
const out: string[] = [];
for (const [name, sql] of L) {
  try { const p = toPlan(sql, (x) => x === "leads"); if (p.kind === "select") out.push(JSON.stringify([name, p.sql])); }
  catch (e) { console.log(name, sql.length, e instanceof InputInvalid ? e.message.slice(0, 90) : e); }
}
fs.writeFileSync("/tmp/dial/deep.jsonl", out.join("\n"));
