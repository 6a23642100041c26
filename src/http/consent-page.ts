import type { AskingApp } from "../access/consent.ts";
import { GRANT_IDLE_DAYS } from "../access/oauth-issuer.ts";
import type { Principal } from "../domain/principal.ts";
import type { Project } from "../domain/project.ts";
import { type Html, html } from "./html.ts";
import { toPage } from "./page.ts";

/** Longer lists end with how many more there are. */
const MAX_PROJECTS_SHOWN = 20;

/** Where a marketer says who they are; `error` tells why the last attempt failed. */
export function toSignInPage(app: AskingApp, error?: string): string {
  return toPage(
    `Sign in for “${app.name}”`,
    html`<h1>“<bdi>${app.name}</bdi>” asks to read your lead statistics</h1>
<p>You are at Lead Stats, which counts the leads of your web sites.</p>
${toAppFacts(app)}
<form method="post">
<label for="access_key">Your access key</label>
<input id="access_key" name="access_key" type="password" required autofocus maxlength="200" autocomplete="current-password" autocapitalize="none" spellcheck="false" placeholder="lsk_…"${error === undefined ? html`` : html` aria-invalid="true" aria-describedby="error"`}>
${error === undefined ? html`` : html`<p role="alert" id="error">${error}</p>`}
<div class="actions"><button name="decision" value="continue">Continue</button><button name="decision" value="cancel" formnovalidate>Cancel</button></div>
</form>
<p class="note">No key? Ask whoever runs Lead Stats for one. The next page shows what would be granted. The app never gets to see your key.</p>`,
  );
}

/** What is about to be granted, for a last look. */
export function toDecisionPage(
  app: AskingApp,
  principal: Principal,
  projects: readonly Project[],
  handle: string,
): string {
  return toPage(
    `Allow “${app.name}”?`,
    html`<h1>Allow “<bdi>${app.name}</bdi>” to read lead statistics?</h1>
${toAppFacts(app)}
<dl>
<dt>Granted by</dt><dd>the access key <code>${principal.keyId}</code>, role ${principal.role}</dd>
<dt>Projects</dt><dd>${toProjectWords(principal, projects)}</dd>
<dt>It can</dt><dd>read counts, rates and reports of these projects. It cannot change anything, and never sees a name, an e-mail address or a phone number.</dd>
<dt>Until</dt><dd>the key is revoked or expires, the app signs out, or it has not been used for ${GRANT_IDLE_DAYS} days</dd>
</dl>
<form method="post" action="/authorize/decision?state=${encodeURIComponent(handle)}">
<div class="actions"><button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></div>
</form>`,
  );
}

/** A request that ends here, with the reason. */
export function toDeadEndPage(reason: string): string {
  return toPage("This sign-in cannot go on", html`<h1>This sign-in cannot go on</h1><p>${reason}</p>`);
}

function toAppFacts({ domain, redirectHost, isLocal }: AskingApp): Html {
  const origin =
    domain === undefined
      ? html`the app gave this name itself; nobody has checked it`
      : html`described by <strong>${domain}</strong>`;
  return html`<dl>
<dt>Who is asking</dt><dd>${origin}</dd>
<dt>Access is sent to</dt><dd><strong>${redirectHost}</strong></dd>
</dl>
${isLocal ? html`<p class="warning"><strong>That is a program on your own computer.</strong> Continue only if you have just started connecting it.</p>` : html``}`;
}

function toProjectWords({ projects: scope }: Principal, projects: readonly Project[]): Html {
  if (scope === "all") return html`all projects`;
  const names = scope.map((id) => projects.find((project) => project.id === id)?.name ?? id);
  const more = names.length - MAX_PROJECTS_SHOWN;
  return html`${names.slice(0, MAX_PROJECTS_SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
