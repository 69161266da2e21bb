/** A cassette without certain words: texts are changed, and what is found by a text is found by the changed one. */
import type { Redaction } from '../redact-words.js';
import type { Cassette, CassetteMessage } from './format.js';
import { alignmentKey, grammarKey, lineKey } from './keys.js';

/** @param audio hash of the changed audio; its files are others, too */
export function redactedCassette({ header, messages }: Cassette, redact: Redaction, audio: string): Cassette {
  const { files: _files, ...kept } = header;
  const keys = new Map<string, string>();
  for (const message of messages) {
    if (message.type !== 'final') continue;
    const words = message.words.map(([text]) => text);
    keys.set(grammarKey(message.text), grammarKey(redact.text(message.text)));
    keys.set(alignmentKey(words), alignmentKey(redactedWords(words, redact)));
  }
  const keyOf = (key: string): string => keys.get(key) ?? key;
  return { header: { ...kept, audio }, messages: messages.map((message) => redacted(message, redact, keyOf)) };
}

function redacted(message: CassetteMessage, redact: Redaction, keyOf: (key: string) => string): CassetteMessage {
  switch (message.type) {
    case 'partial':
      return { ...message, text: redact.text(message.text) };
    case 'final':
      return { ...message, text: redact.text(message.text), words: withTexts(message.words, redact) };
    case 'line': {
      const text = redact.text(message.text);
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
