// The page of a chat that shows one MCP App, as test/chart-view-rig.ts drives it.
import { AppBridge, PostMessageTransport } from "@modelcontextprotocol/ext-apps/app-bridge";

let bridge;
let context = {};

window.host = {
  sizes: [],
  /** Shows a view in a frame of its own, which may run scripts and nothing else. */
  async open(html, hostContext, width) {
    context = hostContext;
    this.sizes = [];
    document.documentElement.style.colorScheme = context.theme ?? "light";
    document.body.replaceChildren();
    const frame = document.createElement("iframe");
    frame.sandbox = "allow-scripts";
    frame.style.cssText = `border:0;width:${width}px;height:100px;display:block`;
    document.body.append(frame);
    const options = { hostContext: context };
    bridge = new AppBridge(null, { name: "chat", version: "1.0.0" }, {}, options);
    const initialized = new Promise((resolve) => {
      bridge.oninitialized = resolve;
    });
    bridge.onsizechange = ({ height }) => {
      this.sizes.push(height);
      frame.style.height = `${height}px`;
    };
    await bridge.connect(new PostMessageTransport(frame.contentWindow, frame.contentWindow));
    frame.srcdoc = html;
    await initialized;
    return bridge.getAppVersion();
  },
  async show(input, result) {
    await bridge.sendToolInput({ arguments: input });
    await bridge.sendToolResult(result);
  },
  cancel: () => bridge.sendToolCancelled({ reason: "user" }),
  /** Tells the view what changed around it. */
  change(changed) {
    context = { ...context, ...changed };
    document.documentElement.style.colorScheme = context.theme ?? "light";
    bridge.setHostContext(context);
  },
  teardown: () => bridge.teardownResource({}),
  ping: () => bridge.request({ method: "ping" }, { parse: (value) => value }),
};
