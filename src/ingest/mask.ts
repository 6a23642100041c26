/** `j…@e….com`: enough to recognise one's own test, too little to write to. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  const domain = email.slice(at + 1);
  const tld = domain.slice(domain.lastIndexOf("."));
  return `${toFirst(email)}…@${toFirst(domain)}…${tld}`;
}

/** `+91…10`: the country and the last two digits. */
export function maskPhone(phone: string): string {
  return `${phone.startsWith("+") ? phone.slice(0, 3) : ""}…${phone.slice(-2)}`;
}

/** `J… D…` */
export function maskName(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 4)
    .map((word) => `${toFirst(word)}…`)
    .join(" ");
}

/** `203.0.113.…` and `2001:db8:…` */
export function maskIp(ip: string): string {
  return ip.includes(":")
    ? `${ip.split(":").slice(0, 2).join(":")}:…`
    : `${ip.split(".").slice(0, 3).join(".")}.…`;
}

function toFirst(text: string): string {
  return [...text][0] ?? "";
}
