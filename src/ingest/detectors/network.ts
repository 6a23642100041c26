import { DATACENTER_ASNS, PRIVATE_RELAY_ASNS, TOR_ASNS, VPN_ASNS } from "../data/networks.ts";
import type { Connection } from "../facts.ts";
import type { Detector, Finding } from "../finding.ts";

/** Cloudflare's country code for Tor exits. */
const TOR_COUNTRY = "T1";
const HOSTING_NAME = /\b(vpn|proxy|hosting|data ?cent(er|re)s?|vps|dedicated servers?|colo(cation)?)\b/i;

/** The network a visitor comes from, the most telling thing about it: Tor, a VPN, a data centre, a private relay. */
export const detectNetwork: Detector = ({ connection }) => connection && toFinding(connection);

function toFinding({ asn = 0, country, network = "" }: Connection): Finding | undefined {
  if (country === TOR_COUNTRY || TOR_ASNS.has(asn)) return { code: "tor", points: 40, vpnPoints: 100 };
  if (PRIVATE_RELAY_ASNS.has(asn)) return { code: "private_relay", points: 0 };
  if (VPN_ASNS.has(asn)) return { code: "vpn_network", points: 10, vpnPoints: 80 };
  if (DATACENTER_ASNS.has(asn)) return { code: "datacenter_network", points: 20, vpnPoints: 60 };
  return HOSTING_NAME.test(network) ? { code: "hosting_name", points: 10, vpnPoints: 40 } : undefined;
}
