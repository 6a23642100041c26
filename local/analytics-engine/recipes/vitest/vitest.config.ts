import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { toLocalBinding } from "local-analytics-engine";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [
    cloudflareTest(({ inject }) => {
      const address = inject<string>("engineAddress");
      const { name, type, dev } = toLocalBinding({ binding: "LEADS", dataset: "leads", address });
      return {
        main: "../wrangler/worker.ts",
        miniflare: {
          compatibilityDate: "2026-10-01",
          bindings: { ENGINE_URL: `http://${address}` },
          unsafeBindings: [{ name, type, ...dev }],
        },
      };
    }),
  ],
  test: { globalSetup: "./start-engine.ts", include: ["*.spec.js"] },
});
