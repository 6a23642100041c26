/**
 * The sender an IP address stands for: an IPv4 address as it is, an IPv6 address as its /64 network, because one
 * customer holds at least that much (RFC 6177). `undefined` when the text is no address.
 */
export function toSenderKey(ip: string): string | undefined {
  const v4 = readIpv4(ip.trim().replace(/^::ffff:(?=\d+\.)/i, ""));
  if (v4 !== undefined) return v4;
  const groups = readIpv6(ip.trim());
  if (!groups) return undefined;
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/** Whether a sender is a visitor on the internet and not a machine of one's own, which must never be blocked. */
export function isPublicSender(senderKey: string): boolean {
  return !/^(0\.|10\.|127\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|0:0:0:0::|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/.test(
    senderKey,
  );
}

function readIpv4(text: string): string | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.map(Number).join(".");
}

function readIpv6(text: string): number[] | undefined {
  const bare = text.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  if (!/^[0-9a-f:.]{2,45}$/i.test(bare) || !bare.includes(":")) return undefined;
  const sides = bare.split("::");
  if (sides.length > 2) return undefined;
  const [head = [], tail = []] = sides.map((side) => (side === "" ? [] : side.split(":")));
  const missing = 8 - head.length - tail.length;
  if (sides.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...new Array<string>(sides.length === 2 ? missing : 0).fill("0"), ...tail];
  return all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? all.map((group) => Number.parseInt(group, 16))
    : undefined;
}
