/** Longer names cannot be file names of the store. */
const MAX_LENGTH = 100;

/** Names the store can hold: a letter or underscore, then letters, digits or underscores. */
export function isDatasetName(name: string): boolean {
  const isWord = [...name].every((one) => isLetter(one) || (one >= "0" && one <= "9"));
  return name.length <= MAX_LENGTH && isWord && isLetter(name.charAt(0));
}

function isLetter(one: string): boolean {
  return (one >= "a" && one <= "z") || (one >= "A" && one <= "Z") || one === "_";
}
