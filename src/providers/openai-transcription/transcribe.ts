/** One request for one piece of audio, through the SDK. */
import type OpenAI from 'openai';
import type { Uploadable } from 'openai';
import type { Word } from '../../engine/ports/word.js';
import { spreadWords, wordsOfVerbose } from './heard-words.js';
import type { Piece } from './pieces.js';
import { wavBytes } from '../audio-files/wav-bytes.js';

/** Shorter files are refused: silence makes up for what is missing. */
const SHORTEST_SAMPLES = 8_000;

export interface TranscriptionRequest {
  readonly client: OpenAI;
  readonly toFile: (bytes: Uint8Array<ArrayBuffer>, name: string, options: { type: string }) => Promise<Uploadable>;
  readonly model: string;
  readonly piece: Piece;
  readonly keyterms: readonly string[];
  readonly signal: AbortSignal;
  /** Text so far, from models that stream it. */
  readonly partial: (text: string) => void;
}

/** Times from the piece's beginning. Throws what the SDK throws, or a ZodError. */
export async function transcribe(request: TranscriptionRequest): Promise<readonly Word[]> {
  const { client, toFile, model, piece, keyterms, signal } = request;
  if (piece.audible.length === 0) return [];
  const samples = new Int16Array(Math.max(SHORTEST_SAMPLES, piece.samples.length));
  samples.set(piece.samples);
  const file = await toFile(wavBytes(samples), 'answer.wav', { type: 'audio/wav' });
  const common = { file, model, language: 'en', prompt: promptOf(keyterms) };
  if (model.includes('whisper')) {
    const answer = await client.audio.transcriptions.create(
      { ...common, response_format: 'verbose_json', timestamp_granularities: ['word', 'segment'] },
      { signal },
    );
    return wordsOfVerbose(answer, piece);
  }
  const stream = await client.audio.transcriptions.create(
    { ...common, response_format: 'json', stream: true, include: ['logprobs'] },
    { signal },
  );
  let text = '';
  for await (const event of stream) {
    if (event.type === 'transcript.text.delta') {
      text += event.delta;
      request.partial(text);
    } else if (event.type === 'transcript.text.done') {
      const logProbabilities = (event.logprobs ?? []).flatMap(({ logprob }) =>
        logprob === undefined ? [] : [logprob],
      );
      return spreadWords({ text: event.text, logProbabilities }, piece.audible);
    }
  }
  // Without its last event nobody knows whether the text is whole.
  throw Object.assign(new Error('the answer broke off: premature close'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
}

/** The models imitate their prompt: hesitations in it keep the candidate's, which the scorer counts. */
function promptOf(keyterms: readonly string[]): string {
  return [
    'Um, well, uh, let me think.',
    ...(keyterms.length === 0 ? [] : [`${keyterms.slice(0, 40).join(', ')}.`]),
  ].join(' ');
}
