import type { Call } from "./ast.ts";
import { InputInvalid } from "./refusal.ts";
import type { Form, FunctionSpec, Param } from "./signature.ts";

/**
 * The form with the call's shape; by number of arguments when several share it.
 * @throws InputInvalid when there is none
 */
export function toForm(spec: FunctionSpec, call: Call): Form {
  const name = call.name.toUpperCase();
  const shaped = spec.forms.filter(
    (form) =>
      (form.parameters !== undefined) === (call.parameters !== null) &&
      (form.distinct ?? false) === call.distinct,
  );
  const given = call.star ? 1 : call.args.length;
  if (call.star && spec.name !== "count") throw new InputInvalid(`${name}() does not take *`);
  const form = call.star ? undefined : shaped.find((candidate) => takes(candidate, given));
  if (form !== undefined && takesParameters(form, call)) return form;
  if (form !== undefined) throw new InputInvalid(`${name}() takes ${form.parameters?.length ?? 0} parameter`);
  if (shaped.length > 0) {
    throw new InputInvalid(`${name}() function must have ${toCounts(shaped)} arguments: ${given}`);
  }
  if (call.distinct) throw new InputInvalid(`DISTINCT is not supported in ${name}()`);
  const wanted =
    call.parameters === null ? `needs a parameter list: ${spec.name}(…)(…)` : "takes no parameter list";
  throw new InputInvalid(`${name}() ${wanted}`);
}

function takes(form: Form, given: number): boolean {
  const least = form.args.filter((param) => param.optional !== true).length;
  return given >= least && (form.rest !== undefined || given <= form.args.length);
}

function takesParameters(form: Form, call: Call): boolean {
  return (form.parameters?.length ?? 0) === (call.parameters?.length ?? 0);
}

function toCounts(forms: readonly Form[]): string {
  return forms
    .map((form) => {
      const least = form.args.filter((param) => param.optional !== true).length;
      if (form.rest !== undefined) return `at least ${least}`;
      return least === form.args.length ? `${least}` : `${least} or ${form.args.length}`;
    })
    .join(" or ");
}

/** One rule for each argument given. */
export function toParams(form: Form, given: number): readonly Param[] {
  const { args, rest } = form;
  if (rest === undefined) return args;
  return Array.from({ length: given }, (_, index) => args[index] ?? rest);
}
