import type { Vacuous } from "./table.ts";

/** Scored scenarios that the product passes without having shown anything, because it has no fixture. */
export const VACUOUS: Vacuous = {
  "input-required-result-unsupported-methods": "nothing in the product asks its caller for input",
  "input-required-result-validate-input": "the tool is missing, and that error counts as a refusal",
};

/** What a reader of a scenario's result should know. */
export const REMARKS: Readonly<Record<string, string>> = {
  "server-stateless":
    "the server never sends a notification, so the check of notification filters is vacuous",
  "dns-rebinding-protection": "a foreign `Host` is refused although the request carries a valid key",
};

/** Why a check did not pass, where the suite's own message does not say it. */
export const REASONS: Readonly<Record<string, string>> = {
  "input-required-result-missing-input-response": "asks for `test_input_required_result_elicitation`",
  "logging-set-level": "the server sends no log messages and does not offer to",
  "resources-subscribe": "nothing can be watched, and the server says so",
  "resources-unsubscribe": "nothing can be watched, and the server says so",
  "sep-2322-missing-response-rerequests": "asks for `test_input_required_result_elicitation`",
  "sep-2322-multi-round-r1": "asks for `test_input_required_result_multi_round`",
  "sep-2322-reject-tampered-state": "asks for `test_input_required_result_tampered_state`",
  "sep-2575-server-sends-prompts-list-changed-on-subscription": "lists never change while the server runs",
  "sep-2575-server-sends-tools-list-changed-on-subscription": "lists never change while the server runs",
  "server-sse-multiple-streams-session": "the server keeps no session, and the scenario ends there",
  "server-sse-polling-session": "the server keeps no session",
  "tools-call-with-logging": "the server sends no log messages and does not offer to",
};

/** Scenarios of an extension that the product does not offer; their many checks ask for tools of their own. */
export const NOT_OFFERED: readonly { readonly prefix: string; readonly remark: string }[] = [
  { prefix: "tasks-", remark: "the tasks extension is not offered" },
];
