/**
 * A statement the Analytics Engine SQL API would not run.
 * `message` is the text after "Input was invalid: ".
 */
export class InputInvalid extends Error {
  override readonly name = "InputInvalid";
}

/** Where the real API names what its parser found, it uses this form. */
export function toSyntaxError(expected: string, found: string): InputInvalid {
  return new InputInvalid(`sql parser error: Expected ${expected}, found: ${found}`);
}
