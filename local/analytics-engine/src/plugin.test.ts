import { expect, test } from "vitest";
import { plugins, toLocalBinding } from "./index.ts";

const plugin = plugins["local-analytics-engine"];
const ADDRESS = "127.0.0.1:8790";

const toWorker = (datasets: Record<string, string>) => ({
  config: {
    env: {
      KV: { type: "kv", id: "x" },
      OTHER: { type: "unsafe:other", dev: { plugin: { name: "other", package: "other" } } },
      ...Object.fromEntries(
        Object.entries(datasets).map(([binding, dataset]) => [
          binding,
          toLocalBinding({ binding, dataset, address: ADDRESS }),
        ]),
      ),
    },
  },
});

test("binds the native class behind the shim, for its own bindings only", async () => {
  const worker = toWorker({ LEADS: "leads" });
  expect(await plugin.getBindings(worker)).toMatchInlineSnapshot(`
    [
      {
        "name": "LEADS",
        "wrapped": {
          "innerBindings": [
            {
              "analyticsEngine": {
                "name": "leads",
              },
              "name": "native",
            },
          ],
          "moduleName": "local-analytics-engine:shim",
        },
      },
    ]
  `);
  expect(await plugin.getBindings({ config: {} })).toEqual([]);
  expect(await plugin.getExtensions({ options: [toWorker({}), worker] })).toHaveLength(1);
  expect(await plugin.getExtensions({ options: [toWorker({})] })).toEqual([]);
  expect(Object.keys(await plugin.getNodeBindings(worker))).toEqual(["LEADS"]);
});

test("gives two bindings of one dataset one collector, which alone knows the engine", async () => {
  const services = await plugin.getServices({ options: toWorker({ A: "leads", B: "leads", C: "clicks" }) });
  expect(services).toMatchObject([
    { name: "leads", worker: { bindings: [{ name: "ENGINE", service: { name: "leads:engine" } }] } },
    { name: "leads:engine", external: { address: ADDRESS, http: {} } },
    { name: "clicks", worker: { bindings: [{ name: "ENGINE", service: { name: "clicks:engine" } }] } },
    { name: "clicks:engine", external: { address: ADDRESS, http: {} } },
  ]);
});

test("refuses what could not work, naming binding and option", () => {
  const refused = (dataset: string, address: string) => {
    try {
      toLocalBinding({ binding: "LEADS", dataset, address });
      return "accepted";
    } catch (error) {
      return String(error);
    }
  };
  expect([
    refused("my-leads", ADDRESS),
    refused("internet", ADDRESS),
    refused("leads", "http://127.0.0.1:8790"),
    refused("leads", "192.0.2.1:8790"),
    refused("leads", "localhost:8790"),
  ]).toMatchInlineSnapshot(`
    [
      "Error: LEADS: "dataset" must be letters, digits and underscores, not starting with a digit, at most 64 characters",
      "Error: LEADS: Miniflare itself needs the name "internet"",
      "Error: LEADS: "address" must be 127.0.0.1 with a port and without scheme, like 127.0.0.1:8790",
      "Error: LEADS: "address" must be 127.0.0.1 with a port and without scheme, like 127.0.0.1:8790",
      "Error: LEADS: "address" must be 127.0.0.1 with a port and without scheme, like 127.0.0.1:8790",
    ]
  `);
});
