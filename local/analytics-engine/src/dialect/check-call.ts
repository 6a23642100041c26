import { type Call, type Expr, type ExprNode, unwrap } from "./ast.ts";
import { checkConstraint } from "./check-constraint.ts";
import { toForm, toParams } from "./form.ts";
import { isAggregate, toFunction } from "./functions.ts";
import { InputInvalid } from "./refusal.ts";
import { toUnderstoodText } from "./render.ts";
import { toResult } from "./result.ts";
import type { Form, Param } from "./signature.ts";
import type { Typed, TypedFactory } from "./typed.ts";
import { isCondition, isSigned, toTypeName } from "./types.ts";
import { UNITS, type Unit } from "./units.ts";

/** What a call's check needs from its surroundings. */
export type CallContext = {
  readonly factory: TypedFactory;
  readonly check: (expr: Expr) => Typed;
  /** The clause that allows no aggregates, or null where they are allowed. */
  readonly noAggregatesIn: string | null;
};

/** `extract(unit FROM x)` and `position(a IN b)` arrive here as calls too; `written` keeps their own form. */
export type Invocation = Call & { readonly unit?: Unit; readonly written?: ExprNode };

/** @throws InputInvalid for an unknown function or arguments it does not take */
export function checkCall(call: Invocation, context: CallContext): Typed {
  const spec = toFunction(call.name);
  if (spec === null) throw new InputInvalid(`unknown function call: ${call.name.toUpperCase()}`);
  if (isAggregate(spec) && context.noAggregatesIn !== null) {
    throw new InputInvalid(
      `aggregate function ${call.name.toUpperCase()}() is not allowed in the ${context.noAggregatesIn} clause`,
    );
  }
  const form = toForm(spec, call);
  const parameters = checkList(call, call.parameters ?? [], form.parameters ?? [], context);
  const args = checkList(call, call.args, toParams(form, call.args.length), context);
  if (spec.name === "if") checkBranches(args);
  if (isAggregate(spec) && [...parameters, ...args].some((arg) => arg.hasAggregate)) {
    throw new InputInvalid(`aggregate functions cannot be nested: ${toUnderstoodText(call.written ?? call)}`);
  }
  return context.factory.apply(toResult(form.result, args), {
    template: toTemplate(form, args, call),
    args,
    parameters,
    unit: call.unit ?? null,
    isAggregate: isAggregate(spec),
  });
}

function checkList(
  call: Invocation,
  exprs: readonly Expr[],
  params: readonly Param[],
  context: CallContext,
): readonly Typed[] {
  return exprs.map((expr, index) => {
    const typed = context.check(expr);
    const param = params[index];
    if (param === undefined || !accepts(param, typed)) {
      throw new InputInvalid(
        `cannot use the ${toTypeName(typed.type)} type as argument ${index + 1} in ${toUnderstoodText(call.written ?? call)}`,
      );
    }
    if (param.constraint !== undefined) {
      const name = call.name.toUpperCase();
      const following = exprs.length - index - 1;
      checkConstraint(param.constraint, { expr, typed, name, position: index + 1, following });
    }
    return typed;
  });
}

function accepts(param: Param, { type }: Typed): boolean {
  return param.constraint === "condition" ? isCondition(type) : param.accepts.includes(type.kind);
}

function checkBranches([, yes, no]: readonly Typed[]): void {
  if (yes === undefined || no === undefined || yes.type.kind === no.type.kind) return;
  throw new InputInvalid(
    "the 2nd and 3rd arguments to IF() function must have the same type " +
      `but instead had ${toTypeName(yes.type)} and ${toTypeName(no.type)}`,
  );
}

function toTemplate(form: Form, args: readonly Typed[], call: Invocation): string {
  const [first, second, third] = args;
  if (form.clickhouseDouble !== undefined && first?.type.kind === "Double") return form.clickhouseDouble;
  if (form.clickhouseCalendar !== undefined && hasCalendarInterval(call.args)) return form.clickhouseCalendar;
  const hasBranches = form.clickhouseMixed !== undefined && second !== undefined && third !== undefined;
  if (hasBranches && isSigned(second.type) !== isSigned(third.type)) return form.clickhouseMixed;
  return form.clickhouse;
}

function hasCalendarInterval([, interval]: readonly Expr[]): boolean {
  const inner = interval === undefined ? null : unwrap(interval);
  return inner?.kind === "interval" && UNITS[inner.unit].calendar;
}
