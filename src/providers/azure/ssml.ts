/** Speech markup for one line of one voice. The text can be anything: nothing in it becomes markup. */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** What XML 1.0 has no place for, escaped or not. */
const NOT_XML = /[^\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

export interface SsmlOptions {
  /** Such as "en-GB-SoniaNeural". */
  readonly voice: string;
  /** Relative, such as "-5%"; left out: the voice's own. */
  readonly rate?: string;
}

export function ssml(text: string, { voice, rate }: SsmlOptions): string {
  const [language = 'en', country = 'GB'] = voice.split('-');
  const spoken = escapeXml(text);
  const paced = rate === undefined ? spoken : `<prosody rate="${escapeXml(rate)}">${spoken}</prosody>`;
  return (
    `<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="${escapeXml(`${language}-${country}`)}">` +
    `<voice name="${escapeXml(voice)}">${paced}</voice></speak>`
  );
}

export function escapeXml(text: string): string {
  return text.replace(NOT_XML, '').replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
