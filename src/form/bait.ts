/**
 * The field that no person sees and no keyboard or screen reader reaches; a program that fills in every field fills it
 * in. Styled through the style object, which a content security policy allows.
 */
export function createBait(): HTMLElement {
  const input = document.createElement("input");
  input.name = "ls_hp";
  input.tabIndex = -1;
  input.autocomplete = "off";
  const box = document.createElement("div");
  box.setAttribute("aria-hidden", "true");
  box.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
  box.append(input);
  return box;
}
