import type { DemoProjectId } from "./projects.ts";

/** Where a visitor is, as far as the connection tells. */
export interface Place {
  readonly country: string;
  readonly region: string;
  readonly city: string;
  /** Calling code of the number most people there give. */
  readonly phone: string;
  readonly weight: number;
}

const place = (country: string, region: string, city: string, phone: string) => (weight: number) => ({
  country,
  region,
  city,
  phone,
  weight,
});

const pune = place("IN", "Maharashtra", "Pune", "+91");
const mumbai = place("IN", "Maharashtra", "Mumbai", "+91");
const nashik = place("IN", "Maharashtra", "Nashik", "+91");
const bengaluru = place("IN", "Karnataka", "Bengaluru", "+91");
const hyderabad = place("IN", "Telangana", "Hyderabad", "+91");
const delhi = place("IN", "Delhi", "New Delhi", "+91");
const chennai = place("IN", "Tamil Nadu", "Chennai", "+91");
const ahmedabad = place("IN", "Gujarat", "Ahmedabad", "+91");
const jaipur = place("IN", "Rajasthan", "Jaipur", "+91");
const kochi = place("IN", "Kerala", "Kochi", "+91");
const dubai = place("AE", "Dubai", "Dubai", "+971");
const abuDhabi = place("AE", "Abu Dhabi", "Abu Dhabi", "+971");
const riyadh = place("SA", "Riyadh Region", "Riyadh", "+966");
const newYork = place("US", "New York", "New York", "+1");
const jerseyCity = place("US", "New Jersey", "Jersey City", "+1");
const fremont = place("US", "California", "Fremont", "+1");
const dallas = place("US", "Texas", "Dallas", "+1");
const toronto = place("CA", "Ontario", "Toronto", "+1");
const london = place("GB", "England", "London", "+44");
const singapore = place("SG", "", "Singapore", "+65");
const sydney = place("AU", "New South Wales", "Sydney", "+61");
const amsterdam = place("NL", "North Holland", "Amsterdam", "+31");
const nowhere = place("", "", "", "");

export const PLACES: Readonly<Record<DemoProjectId, readonly Place[]>> = {
  "green-acres": [
    ...[pune(46), mumbai(17), nashik(6), bengaluru(5), hyderabad(4), delhi(4), ahmedabad(3)],
    ...[dubai(3), fremont(2), london(2), singapore(2), amsterdam(3), nowhere(3)],
  ],
  "scholars-hub": [
    ...[delhi(22), jaipur(15), hyderabad(14), bengaluru(12), pune(10), chennai(8), kochi(7)],
    ...[mumbai(6), ahmedabad(4), amsterdam(2), nowhere(2)],
  ],
  "bright-smile": [bengaluru(78), chennai(9), hyderabad(6), kochi(4), mumbai(2), nowhere(1)],
  "marina-vista": [
    ...[dubai(36), abuDhabi(10), riyadh(5), mumbai(12), delhi(8), kochi(6), hyderabad(5)],
    ...[london(6), singapore(3), toronto(2), amsterdam(5), nowhere(2)],
  ],
  "grad-prep": [
    ...[newYork(18), jerseyCity(14), dallas(10), fremont(10), hyderabad(14), chennai(10), delhi(8)],
    ...[toronto(5), sydney(3), london(3), amsterdam(4), nowhere(1)],
  ],
};

/** Where bots connect from. */
export const BOT_PLACES: readonly Place[] = [
  place("US", "Virginia", "Ashburn", "+1")(40),
  place("DE", "Hesse", "Frankfurt", "+49")(18),
  place("VN", "Hanoi", "Hanoi", "+84")(16),
  place("BR", "São Paulo", "São Paulo", "+55")(12),
  place("IN", "Maharashtra", "Mumbai", "+91")(8),
  nowhere(6),
];

/** The agency's office, where tests are sent from. */
export const OFFICE_PLACE: Place = pune(1);
