import { rmSync } from "node:fs";
import { toHome } from "./home.ts";

const home = toHome();
rmSync(home, { recursive: true, force: true });
console.log(`Emptied ${home}.`);
