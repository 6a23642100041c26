/**
 * Refreshes the data files of `src/ingest/data` from the installed npm packages: the filters' throw-away domains from
 * disposable-email-domains-js (CC0), dated today, and the numbering plans from libphonenumber-js (MIT). With `--networks`
 * also the filters' networks, from the lists of X4BNet/lists_vpn on GitHub (MIT). Look at the difference before you commit it.
 */
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { toDomainHash } from "../src/ingest/disposable-domains.ts";
import { toNumberingPlans } from "./numbering-plans.ts";
import { toSortedHashes } from "./sorted-hashes.ts";

const DATA = new URL("../src/ingest/data/", import.meta.url);
const LISTS = "https://raw.githubusercontent.com/X4BNet/lists_vpn/main/input";
const today = new Date().toISOString().slice(0, 10);

await writeDisposableDomains();
await writeNumberingPlans();
if (process.argv.includes("--networks")) await writeNetworks();

/** Domains become sorted 26-bit hashes, written as their differences: a tenth of the list's size. */
async function writeDisposableDomains(): Promise<void> {
  const path = createRequire(import.meta.url).resolve(
    "disposable-email-domains-js/dist/dict/disposable_email_blocklist.json",
  );
  const domains = JSON.parse(await readFile(path, "utf8")) as string[];
  const sorted = [...new Set(domains.map((domain) => toDomainHash(domain)))].sort((a, b) => a - b);
  const file = new URL("disposable-domains.ts", DATA);
  await writeFile(
    file,
    `/**
 * ${domains.length} domains of throw-away mailboxes, from disposable-email-domains-js (CC0) as of ${today}:
 * their 26-bit hashes as \`sorted-hashes.ts\` reads them. Written by \`scripts/refresh-filters.ts\`.
 */
// biome-ignore format: one long line of data
export const DISPOSABLE_DOMAIN_HASHES = "${toSortedHashes(sorted)}";
`,
  );
  console.log(`${file.pathname}: ${domains.length} domains`);
}

async function writeNumberingPlans(): Promise<void> {
  const file = new URL("numbering-plans.ts", DATA);
  const plans = toNumberingPlans();
  await writeFile(
    file,
    `import type { MetadataJson } from "libphonenumber-js/core";

/**
 * The countries' numbering plans of libphonenumber-js (MIT), for reading numbers only: without formats, which are more
 * than half of it. Written by \`scripts/refresh-filters.ts\`.
 */
// biome-ignore format: one long line of data
export const NUMBERING_PLANS = ${JSON.stringify(plans)} as unknown as MetadataJson;
`,
  );
  console.log(`${file.pathname}: ${Object.keys(plans.countries).length} countries`);
}

async function writeNetworks(): Promise<void> {
  const vpn = await readAsns(`${LISTS}/vpn/ASN.txt`);
  const datacenter = await readAsns(`${LISTS}/datacenter/ASN.txt`);
  const file = new URL("networks.ts", DATA);
  const text = await readFile(file, "utf8");
  const isTor = (asn: Asn) => /\btor\b/i.test(asn.name);
  await writeFile(
    file,
    text
      .replaceAll(/20\d\d-\d\d-\d\d/g, today)
      .replace(/(VPN_ASNS[^[]*\[)[^\]]*/, `$1${toList(vpn.filter((asn) => !isTor(asn)))}`)
      .replace(/(TOR_ASNS[^[]*\[)[^\]]*/, `$1${toList(vpn.filter(isTor))}`)
      // The list counts whole countries' access networks as data centres; those carry people.
      .replace(
        /(DATACENTER_ASNS[^[]*\[)[^\]]*/,
        `$1${toList(datacenter.filter((asn) => !/, NG$/.test(asn.name)))}`,
      ),
  );
  console.log(`${file.pathname}: ${vpn.length} VPN networks, ${datacenter.length} data centres`);
}

interface Asn {
  readonly number: number;
  readonly name: string;
}

async function readAsns(url: string): Promise<Asn[]> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return [...(await answer.text()).matchAll(/^AS(\d+)\s*#?\s*(.*)$/gm)].map(([, number, name]) => ({
    number: Number(number),
    name: name ?? "",
  }));
}

function toList(asns: readonly Asn[]): string {
  return [...new Set(asns.map((asn) => asn.number))].sort((a, b) => a - b).join(", ");
}
