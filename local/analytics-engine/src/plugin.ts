import { PLUGIN_NAME, readBindingOptions } from "./binding.ts";
import { COLLECTOR_DATE, COLLECTOR_SOURCE } from "./collector.ts";
import { SHIM_MODULE, SHIM_SOURCE } from "./shim.ts";

/** The part of a Worker's options that Miniflare hands to a plugin and that matters here. */
interface WorkerOptions {
  config: { env?: Record<string, unknown> | undefined };
}

interface OwnBinding {
  name: string;
  dataset: string;
  address: string;
}

function toOwnBindings(worker: WorkerOptions): OwnBinding[] {
  return Object.entries(worker.config.env ?? {}).flatMap(([name, entry]) => {
    const { dev } = entry as { dev?: { plugin?: { name?: string }; options?: unknown } };
    return dev?.plugin?.name === PLUGIN_NAME ? [{ name, ...readBindingOptions(dev.options, name) }] : [];
  });
}

/**
 * The services of one dataset: the collector, which gets its points, and the engine's address. The collector's
 * name is the dataset's name on the wire.
 */
function toServices(dataset: string, address: string): object[] {
  const engine = `${dataset}:engine`;
  return [
    {
      name: dataset,
      worker: {
        compatibilityDate: COLLECTOR_DATE,
        modules: [{ name: "collector.js", esModule: COLLECTOR_SOURCE }],
        bindings: [{ name: "ENGINE", service: { name: engine } }],
      },
    },
    { name: engine, external: { address, http: {} } },
  ];
}

/**
 * Miniflare external plugin: binds workerd's native Analytics Engine class behind the validating shim and
 * sends its points to the engine's address. Each dataset gets its services once, however many bindings lead to it.
 */
const plugin = {
  bindingTypeDescription: "Local Analytics Engine",

  async getBindings(worker: WorkerOptions) {
    return toOwnBindings(worker).map(({ name, dataset }) => ({
      name,
      wrapped: {
        moduleName: SHIM_MODULE,
        innerBindings: [{ name: "native", analyticsEngine: { name: dataset } }],
      },
    }));
  },

  async getServices({ options }: { options: WorkerOptions }) {
    const addresses = new Map(toOwnBindings(options).map(({ dataset, address }) => [dataset, address]));
    return [...addresses].flatMap(([dataset, address]) => toServices(dataset, address));
  },

  async getExtensions({ options }: { options: WorkerOptions[] }) {
    if (!options.some((worker) => toOwnBindings(worker).length > 0)) return [];
    return [{ modules: [{ name: SHIM_MODULE, esModule: SHIM_SOURCE, internal: true }] }];
  },

  async getNodeBindings(worker: WorkerOptions) {
    return Object.fromEntries(toOwnBindings(worker).map(({ name }) => [name, { writeDataPoint() {} }]));
  },
};

/** What Miniflare reads when a binding names this package as its plugin. */
export const plugins: Record<typeof PLUGIN_NAME, typeof plugin> = { [PLUGIN_NAME]: plugin };
