import { add } from "../mcp/view/draw/element.ts";

/**
 * Asks for a key, and again with the reason when one was refused.
 * @param refusal why the last key was not taken
 */
export function drawSignIn(main: Element, refusal: string, onKey: (key: string) => void): void {
  main.textContent = "";
  const form = add(main, "form", "sign-in") as HTMLFormElement;
  add(form, "h1", "", "Lead statistics");
  add(form, "p", "", "Which leads came, from where, and where to focus next.");
  if (refusal !== "") add(form, "p", "error", refusal).role = "alert";
  const label = add(form, "label", "", "Access key ");
  const input = add(label, "input") as HTMLInputElement;
  Object.assign(input, { type: "password", required: true, autocomplete: "current-password" });
  input.setAttribute("aria-invalid", String(refusal !== ""));
  const button = add(form, "button", "", "Sign in") as HTMLButtonElement;
  button.type = "submit";
  add(
    form,
    "p",
    "q",
    "A key of the role marketing or admin; ask whoever runs Lead Stats for one. It stays in this tab and is gone with it.",
  );
  const docs = add(add(form, "p"), "a", "", "API reference") as HTMLAnchorElement;
  docs.href = "/docs";
  form.onsubmit = (event) => {
    event.preventDefault();
    const key = input.value.trim();
    if (key === "" || button.disabled) return;
    button.disabled = true;
    button.textContent = "Signing in …";
    onKey(key);
  };
  input.focus();
}
