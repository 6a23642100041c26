declare namespace Cloudflare {
  interface Env {
    DB: D1Database;
    DIRECTORY: KVNamespace;
    LEAD_SUBMISSIONS: AnalyticsEngineDataset;
    INTAKE: Queue;
  }
}
