/** Somebody who sends a lead and whom no answer may show. */
export interface Person {
  readonly name: string;
  readonly email: string;
  /** E.164. */
  readonly phone: string;
  readonly ip: string;
}

const FIRST = [
  "Zephyrine",
  "Ottoline",
  "Balthasar",
  "Isambard",
  "Peregrine",
  "Thomasina",
  "Evander",
  "Xanthe",
];
const LAST = [
  "Quillfeather",
  "Marchbanks",
  "Okonkwo-Wray",
  "Tregorran",
  "Vandersloot",
  "Yarrowby",
  "Pemberlin",
];

/** Invented people, all different in every respect. */
export function createPeople(count: number): Person[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${FIRST[index % FIRST.length]} ${LAST[index % LAST.length]}`;
    return {
      name,
      email: `${name.toLowerCase().replaceAll(/[^a-z]+/g, ".")}.${index}@example.com`,
      phone: `+9198${String(10_203_040 + index * 7919)}`,
      ip: `198.51.100.${index + 1}`,
    };
  });
}

/** How a person may stand somewhere in a text: each way of writing that would give them away. */
export function toTraces({ name, email, phone, ip }: Person): string[] {
  const national = phone.slice(3);
  const spaced = `${national.slice(0, 5)} ${national.slice(5)}`;
  return [name, name.replace(" ", "+"), name.replace(" ", "%20"), email, email.replace("@", "%40")].concat(
    [phone, national, spaced, spaced.replace(" ", "-"), ip].map((trace) => trace),
  );
}

/** People found in a text, whatever its case. */
export function findPeople(text: string, people: readonly Person[]): string[] {
  const read = text.toLowerCase();
  return people.flatMap((person) => toTraces(person).filter((trace) => read.includes(trace.toLowerCase())));
}
