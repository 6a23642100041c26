/** Adds an element; text is always text, whoever wrote it. Styles go past the parser, so no policy has to allow them. */
export function add(parent: Element, tag: string, kind = "", text = "", style = ""): HTMLElement {
  const child = document.createElement(tag);
  child.className = kind;
  child.textContent = text;
  child.style.cssText = style;
  parent.append(child);
  return child;
}
