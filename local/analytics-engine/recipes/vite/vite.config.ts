import { cloudflare } from "@cloudflare/vite-plugin";
import { defineConfig } from "vite";

// `vite` serves the Worker with the local binding, `vite build` takes the configuration that is deployed.
export default defineConfig(({ command }) => ({
  plugins: [cloudflare(command === "serve" ? { configPath: "./wrangler.local.toml" } : {})],
}));
