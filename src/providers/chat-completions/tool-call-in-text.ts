/** Models without tool calls, and some small ones with them, write the call into their answer as JSON. */
import { jsonObjectIn } from '../../engine/language-model/json-repair.js';
import type { LanguageModelRequest, LanguageModelToolCall } from '../../engine/ports/language-model.js';

/** The call that the text is, when tools were offered and it names one of them; else null. */
export function toolCallInText(text: string, request: LanguageModelRequest): LanguageModelToolCall | null {
  const tools = request.tools ?? [];
  if (tools.length === 0 || request.toolChoice === 'none' || !text.includes('{')) return null;
  const found = jsonObjectIn(text);
  if (found === null) return null;
  const { name, arguments: given, parameters } = found;
  if (typeof name !== 'string' || !tools.some((tool) => tool.name === name)) return null;
  const values = given ?? parameters ?? {};
  return { id: 'call_in_text', name, arguments: typeof values === 'string' ? values : JSON.stringify(values) };
}
