/** What the host tells about itself; all of it may be missing. */
export interface HostContext {
  readonly theme?: string;
  readonly locale?: string;
  readonly styles?: { readonly variables?: Readonly<Record<string, string | undefined>> };
}

/** A tool's result as it reached the host. */
export interface ToolResult {
  readonly isError?: boolean;
  readonly structuredContent?: unknown;
  readonly content?: readonly { readonly type: string; readonly text?: string }[];
}

/** What the page around may tell. */
export interface HostEvents {
  onContext(context: HostContext): void;
  onResult(result: ToolResult): void;
  onCancel(): void;
}

interface Message {
  readonly jsonrpc?: unknown;
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: object;
  readonly result?: { readonly hostContext?: HostContext };
}

const NOTIFICATIONS = "ui/notifications/";

/**
 * Speaks MCP Apps 2026-01-26 with the page around: JSON-RPC 2.0 by postMessage. Only that page is listened to; it is
 * sent a handshake, replies and sizes, which any origin may read.
 * @returns sends the height of the view; its width is the host's
 */
export function connectHost({ onContext, onResult, onCancel }: HostEvents): (height: number) => void {
  const send = (message: object) => parent.postMessage({ jsonrpc: "2.0", ...message }, "*");
  const notify = (name: string, params: object) => send({ method: NOTIFICATIONS + name, params });
  const handlers: Record<string, ((params: object) => void) | undefined> = {
    "host-context-changed": onContext,
    "tool-result": onResult,
    "tool-cancelled": onCancel,
  };
  window.onmessage = ({ source, data }: MessageEvent<Message | null>) => {
    if (source !== parent || !data?.jsonrpc) return;
    const { id, method = "", params = {}, result } = data;
    if (id === 1 && result) {
      onContext(result.hostContext ?? {});
      notify("initialized", {});
    } else if (id == null) handlers[method.replace(NOTIFICATIONS, "")]?.(params);
    else if (/^ping|teardown$/.test(method)) send({ id, result: {} });
    else if (method) send({ id, error: { code: -32601, message: method } });
  };
  send({
    id: 1,
    method: "ui/initialize",
    params: {
      protocolVersion: "2026-01-26",
      appInfo: { name: "lead-stats", version: "1" },
      appCapabilities: {},
    },
  });
  return (height) => notify("size-changed", { height });
}
