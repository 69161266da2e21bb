/** A cassette without certain words: texts are changed, and what is found by a text is found by the changed one. */
import type { Redaction } from '../redact-words.js';
import type { Cassette, CassetteMessage } from './format.js';
import { alignmentKey, assessmentKey, grammarKey, lineKey } from './keys.js';

/** @param audio hash of the changed audio; its files are others, too */
export function redactedCassette({ header, messages }: Cassette, redact: Redaction, audio: string): Cassette {
  const { files: _files, ...kept } = header;
  const keys = new Map<string, string>();
  for (const message of messages) {
    if (message.type !== 'final') continue;
    const words = message.words.map(([text]) => text);
    keys.set(grammarKey(message.text), grammarKey(redact.text(message.text)));
    const changed = redactedWords(words, redact);
    keys.set(alignmentKey(words), alignmentKey(changed));
    keys.set(assessmentKey(words), assessmentKey(changed));
  }
  const keyOf = (key: string): string => keys.get(key) ?? key;
  const lineOf = lineRedaction(messages, redact);
  return { header: { ...kept, audio }, messages: messages.map((message) => redacted(message, redact, keyOf, lineOf)) };
}

/**
 * The examiner's own lines stay as they are, whoever has the examiner's name: the replay says them again, word for word.
 * What a language model made of an answer may hold what the candidate said.
 */
function lineRedaction(messages: readonly CassetteMessage[], redact: Redaction): (line: string) => string {
  const suggested = messages
    .flatMap((message) =>
      message.type === 'modelAnswer' ? [message.text, ...message.calls.map(([, given]) => given)] : [],
    )
    .join('\n');
  return (line) => {
    const written = JSON.stringify(line).slice(1, -1);
    return suggested.includes(line) || suggested.includes(written) ? redact.text(line) : line;
  };
}

function redacted(
  message: CassetteMessage,
  redact: Redaction,
  keyOf: (key: string) => string,
  lineOf: (line: string) => string,
): CassetteMessage {
  switch (message.type) {
    case 'partial':
      return { ...message, text: redact.text(message.text) };
    case 'final':
      return { ...message, text: redact.text(message.text), words: withTexts(message.words, redact) };
    case 'line': {
      const text = lineOf(message.text);
      return { ...message, text, key: lineKey(text) };
    }
    case 'alignment':
      return {
        ...message,
        key: keyOf(message.key),
        words: message.words === null ? null : withTexts(message.words, redact),
        unknown: message.unknown.map((word) => redact.text(word)),
      };
    case 'grammar':
      return {
        ...message,
        key: keyOf(message.key),
        issues: message.issues.map((issue) => ({
          ...issue,
          message: redact.text(issue.message),
          suggestions: issue.suggestions.map((each) => redact.text(each)),
        })),
      };
    case 'modelAnswer':
      return {
        ...message,
        text: redact.text(message.text),
        calls: message.calls.map(([name, given]) => [name, redact.text(given)]),
      };
    case 'assessment':
      return { ...message, key: keyOf(message.key), words: withTexts(message.words, redact) };
    case 'requestFailed':
      return { ...message, key: keyOf(message.key) };
    case 'sign':
    case 'turnFailed':
    case 'voice':
    case 'notice':
      return message;
  }
}

function withTexts<Word extends [string, ...unknown[]]>(words: readonly Word[], redact: Redaction): Word[] {
  const texts = redactedWords(
    words.map(([text]) => text),
    redact,
  );
  return words.map((word, index) => word.with(0, texts[index] ?? word[0]) as Word);
}

function redactedWords(words: readonly string[], redact: Redaction): readonly string[] {
  const gone = new Set(redact.indices(words));
  return words.map((word, index) => (gone.has(index) ? word.replace(/[\p{L}\p{N}]/gu, 'x') : word));
}
