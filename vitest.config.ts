import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        // Everything that needs no Worker inside the test: pure code, the local engine, the whole stack over HTTP.
        test: {
          name: "node",
          include: [
            "src/**/*.test.ts",
            "local/**/*.test.ts",
            "test/*.test.ts",
            "scripts/**/*.test.ts",
            "bench/**/*.test.ts",
          ],
          testTimeout: 60_000,
        },
      },
      {
        // Inside workerd, with its own D1 and KV.
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                IDENTITY_SECRET: "an identity secret for tests only, 32+",
                ANALYTICS_ENGINE_TOKEN: "test",
                ANALYTICS_ENGINE_ACCOUNT_ID: "test",
                ANALYTICS_ENGINE_URL: "http://analytics-engine.test",
                PUBLIC_URL: "http://leads.test",
                // Tests that want answers kept say so; all others count statements.
                STATS_CACHE: "off",
              },
            },
          }),
        ],
        test: { name: "worker", include: ["test/worker/**/*.test.ts"], testTimeout: 60_000 },
      },
    ],
  },
});
