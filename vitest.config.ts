import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          include: ["src/**/*.test.ts", "local/**/*.test.ts", "test/*.test.ts", "scripts/**/*.test.ts"],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
