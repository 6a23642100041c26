import { DATASET_NAME_RULE, isDatasetName } from "./dialect/dataset-name.ts";

/** Key of this package's plugin in its `plugins` export, its binding type, and the package's own name. */
export const PLUGIN_NAME = "local-analytics-engine";

/** One `[[unsafe.bindings]]` entry of a wrangler configuration. */
export interface LocalBinding {
  name: string;
  type: string;
  dev: {
    plugin: { package: string; name: string };
    options: { dataset: string; address: string };
  };
}

/**
 * The `[[unsafe.bindings]]` entry that stands in for a production dataset binding of the same name.
 * @param o.binding the name the Worker knows, as in `env.LEADS`
 * @param o.dataset letters, digits, underscores, at most 64 characters
 * @param o.address the `address` of a running engine, as `127.0.0.1:8790`
 * @throws Error when the dataset's name or the address cannot be used
 */
export function toLocalBinding(o: { binding: string; dataset: string; address: string }): LocalBinding {
  return {
    name: o.binding,
    type: PLUGIN_NAME,
    dev: {
      plugin: { package: PLUGIN_NAME, name: PLUGIN_NAME },
      options: readBindingOptions({ dataset: o.dataset, address: o.address }, o.binding),
    },
  };
}

// Miniflare has services of these names, and a dataset's service bears the dataset's name.
const RESERVED = new Set(["internet", "loopback"]);

/** Checks the `dev.options` of one binding; errors name the binding and the option. */
export function readBindingOptions(options: unknown, binding: string): { dataset: string; address: string } {
  const { dataset, address } = (options ?? {}) as { dataset?: unknown; address?: unknown };
  if (typeof dataset !== "string" || !isDatasetName(dataset)) {
    throw new Error(`${binding}: "dataset" must be ${DATASET_NAME_RULE}`);
  }
  if (RESERVED.has(dataset)) throw new Error(`${binding}: Miniflare itself needs the name "${dataset}"`);
  if (typeof address !== "string" || !/^127\.0\.0\.1:\d{1,5}$/.test(address)) {
    throw new Error(
      `${binding}: "address" must be 127.0.0.1 with a port and without scheme, like 127.0.0.1:8790`,
    );
  }
  return { dataset, address };
}
