/** The little of the Messages API that a conversation with tools needs. */
export type Block =
  | { readonly type: "text"; readonly text: string }
  | {
      readonly type: "tool_use";
      readonly id: string;
      readonly name: string;
      readonly input: Record<string, unknown>;
    }
  | {
      readonly type: "tool_result";
      readonly tool_use_id: string;
      readonly content: string;
      readonly is_error: boolean;
    };

export interface Message {
  readonly role: "user" | "assistant";
  readonly content: readonly Block[];
}

export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  readonly input_schema: object;
}

export interface Turn {
  readonly content: readonly Block[];
  readonly stop_reason: string;
  readonly usage: { readonly input_tokens: number; readonly output_tokens: number };
}

/** A model that continues a conversation. */
export type Model = (
  system: string,
  tools: readonly OfferedTool[],
  messages: readonly Message[],
) => Promise<Turn>;

export interface MessagesOptions {
  readonly apiKey: string;
  readonly model: string;
  /** `https://api.anthropic.com`, or where a stand-in listens. */
  readonly baseUrl: string;
}

const MAX_ANSWER_TOKENS = 2048;
const TIMEOUT_MS = 120_000;

/**
 * A model behind the Messages API (https://docs.anthropic.com/en/api/messages).
 * @throws Error with the service's own words when it refuses
 */
export function createModel({ apiKey, model, baseUrl }: MessagesOptions): Model {
  return async (system, tools, messages) => {
    const response = await fetch(new URL("/v1/messages", baseUrl), {
      method: "POST",
      headers: { "x-api-key": apiKey, "anthropic-version": "2023-06-01", "content-type": "application/json" },
      body: JSON.stringify({ model, max_tokens: MAX_ANSWER_TOKENS, system, tools, messages }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`the model refused (${response.status}): ${await response.text()}`);
    return (await response.json()) as Turn;
  };
}
