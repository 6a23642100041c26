declare namespace Cloudflare {
  interface Env {
    ASSETS: Fetcher;
    DB: D1Database;
    DIRECTORY: KVNamespace;
    OAUTH_KV: KVNamespace;
    LEAD_SUBMISSIONS: AnalyticsEngineDataset;
    INTAKE: Queue;
  }
}
