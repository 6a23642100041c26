import { add } from "../mcp/view/draw/element.ts";

/** A button that does something and leads nowhere. */
export function addButton(parent: Element, text: string, onClick: () => void): HTMLButtonElement {
  const button = add(parent, "button", "", text) as HTMLButtonElement;
  button.type = "button";
  button.onclick = onClick;
  return button;
}

/** A labelled list to choose from. */
export function addChoice(
  parent: Element,
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
  onChoose: (value: string) => void,
): HTMLSelectElement {
  const select = add(add(parent, "label", "choice", label), "select") as HTMLSelectElement;
  select.name = label.trim();
  for (const [value, text] of options) select.append(new Option(text, value, false, value === chosen));
  // What stands in the address and is no option is shown all the same; the API says what is wrong with it.
  if (options.every(([value]) => value !== chosen)) select.append(new Option(chosen, chosen, false, true));
  select.onchange = () => onChoose(select.value);
  return select;
}
