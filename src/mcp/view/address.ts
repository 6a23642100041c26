/** Where the view is read, as tools name it. */
export const CHART_URI = "ui://leadstats/chart.html";

/** Where the file lies that is read there. */
export const CHART_PATH = "/chart";

/** What MCP Apps (2026-01-26) calls itself among the extensions of a server, and a page of its kind. */
export const APPS_EXTENSION = "io.modelcontextprotocol/ui";
export const APP_PAGE = "text/html;profile=mcp-app";
