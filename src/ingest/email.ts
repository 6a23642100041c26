/** Providers that ignore what follows a plus sign, and whether they also ignore dots. */
const IGNORING_PROVIDERS: Readonly<Record<string, { readonly dots: boolean; readonly canonical?: string }>> =
  {
    "gmail.com": { dots: true },
    "googlemail.com": { dots: true, canonical: "gmail.com" },
    "outlook.com": { dots: false },
    "hotmail.com": { dots: false },
    "live.com": { dots: false },
    "msn.com": { dots: false },
    "icloud.com": { dots: false },
    "me.com": { dots: false, canonical: "icloud.com" },
    "mac.com": { dots: false, canonical: "icloud.com" },
    "fastmail.com": { dots: false },
    "protonmail.com": { dots: false, canonical: "proton.me" },
    "pm.me": { dots: false, canonical: "proton.me" },
    "proton.me": { dots: false },
    "zoho.com": { dots: false },
    "yandex.com": { dots: false, canonical: "yandex.ru" },
    "ya.ru": { dots: false, canonical: "yandex.ru" },
    "yandex.ru": { dots: false },
  };

/** Normalising does nothing to it, slowly. */
const ASCII = /^[!-~]*$/;

export interface EmailAddress {
  /** The address to write to: as given, with a lower-case domain in ASCII form. */
  readonly address: string;
  /** The mailbox it stands for: what two spellings of one person's address have in common. */
  readonly identity: string;
  readonly domain: string;
}

/**
 * Reads an e-mail address, `undefined` when the text is none. Accepts `mailto:` and `Name <address>`; the domain is
 * mapped to ASCII (IDNA, UTS 46) by the platform's URL parser.
 */
export function readEmail(text: string): EmailAddress | undefined {
  const bare = (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim().replace(/^mailto:/i, "");
  const at = bare.lastIndexOf("@");
  const given = bare.slice(0, at);
  const local = ASCII.test(given) ? given : given.normalize("NFC");
  if (at < 1 || local.length > 64 || !/^[^\s@"(),:;<>[\]\\]+$/u.test(local)) return undefined;
  const domain = toAsciiDomain(bare.slice(at + 1));
  if (domain === undefined) return undefined;
  return { address: `${local}@${domain}`, identity: toMailbox(local.toLowerCase(), domain), domain };
}

function toMailbox(local: string, domain: string): string {
  const provider = Object.hasOwn(IGNORING_PROVIDERS, domain) ? IGNORING_PROVIDERS[domain] : undefined;
  if (!provider) return `${local}@${domain}`;
  const untagged = local.replace(/(?<=.)\+.*$/, "");
  return `${provider.dots ? untagged.replaceAll(".", "") : untagged}@${provider.canonical ?? domain}`;
}

function toAsciiDomain(domain: string): string | undefined {
  if (domain === "" || /[\s/\\?#@:%[\]]/.test(domain)) return undefined;
  try {
    // The parser is for what is not plain ASCII; it is slow.
    const host = /^[a-z0-9.-]+$/.test(domain)
      ? domain
      : new URL(`http://${domain}/`).hostname.replace(/\.$/, "");
    const isName = /^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9-]{2,63}$/.test(host);
    return isName && host.length <= 253 ? host : undefined;
  } catch {
    return undefined;
  }
}
