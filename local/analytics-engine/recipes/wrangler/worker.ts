import type { AnalyticsEngineDataset } from "@cloudflare/workers-types";

interface Env {
  LEADS: AnalyticsEngineDataset;
}

// The Worker knows nothing of the local engine: in production LEADS is the real dataset.
export default {
  fetch(request: Request, env: Env): Response {
    const { pathname } = new URL(request.url);
    env.LEADS.writeDataPoint({ indexes: ["acme"], blobs: [pathname], doubles: [1] });
    return new Response("written\n");
  },
};
