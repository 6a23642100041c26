import { type Env, readConfig } from "../../src/config.ts";
import { createKeyAuthenticate } from "../../src/http/oauth-authenticate.ts";
import product from "../../src/index.ts";
import { CATALOG } from "../../src/mcp/catalog.ts";
import { createMcp, type McpEndpoint } from "../../src/mcp/endpoint.ts";
import { createReading } from "../../src/reading.ts";
import { VERSION } from "../../src/version.ts";
import { PROBE } from "./probe.ts";

/** Where the suite finds its fixtures, beside everything the product serves. */
const ROUTE = "/conformance/mcp";

const endpoints = new WeakMap<Env, McpEndpoint>();

/** The product with one more endpoint, for development only: its own factory and handler, fixtures registered. */
export default {
  ...product,
  fetch(request, env, context) {
    const { pathname, origin } = new URL(request.url);
    if (pathname !== ROUTE) return product.fetch(request, env, context);
    const endpoint = endpoints.get(env) ?? createEndpoint(env, origin);
    endpoints.set(env, endpoint);
    return endpoint.fetch(request);
  },
} satisfies ExportedHandler<Env>;

function createEndpoint(env: Env, publicUrl: string): McpEndpoint {
  const config = readConfig(env);
  const log = () => {};
  const { statistics, insights, readFile, authorize } = createReading(env, config, publicUrl, Date.now, log);
  return createMcp({
    statistics,
    insights,
    readFile,
    catalog: { ...CATALOG, probe: PROBE },
    route: ROUTE,
    authenticate: createKeyAuthenticate(authorize, log),
    allowedHostnames: config.ALLOWED_HOSTNAMES,
    allowedOriginHostnames: config.ALLOWED_ORIGIN_HOSTNAMES,
    version: VERSION,
    publicUrl,
    log,
  });
}
