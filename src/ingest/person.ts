import type { FieldError } from "../domain/errors.ts";
import { Problem } from "../domain/errors.ts";
import { readEmail } from "./email.ts";
import { type IdentityHasher, type IdentityKeys, toKeys } from "./identity.ts";
import { readPhone } from "./phone.ts";

/**
 * Every identity key a person may be stored under, in use or retired. A phone number without a country code is
 * tried in each of the countries.
 * @throws Problem `invalid_body`
 */
export async function toPersonKeys(
  person: { readonly email?: string | undefined; readonly phone?: string | undefined },
  countries: readonly string[],
  identity: IdentityHasher,
): Promise<string[]> {
  const errors: FieldError[] = [];
  const email = person.email === undefined ? undefined : readEmail(person.email);
  if (person.email !== undefined && !email)
    errors.push({ field: "email", message: "must be an e-mail address" });
  const phones = new Set(
    [undefined, ...countries].flatMap((country) =>
      person.phone === undefined ? [] : (readPhone(person.phone, country)?.number ?? []),
    ),
  );
  if (person.phone !== undefined && phones.size === 0)
    errors.push({ field: "phone", message: "must be a phone number, best with its country code" });
  if (person.email === undefined && person.phone === undefined)
    errors.push({ field: "email", message: "an e-mail address or a phone number is required" });
  if (errors.length > 0) throw new Problem("invalid_body", "This names nobody.", { errors });

  // Also under a number that says nothing: earlier versions took every one for an identity.
  const keys: Promise<IdentityKeys>[] = [...phones].map((number) => identity.toKeys("phone", number));
  if (email) keys.push(identity.toKeys("email", email.identity));
  return toKeys(await Promise.all(keys));
}
