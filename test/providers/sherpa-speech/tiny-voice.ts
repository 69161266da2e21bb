/**
 * A voice model of a few kilobytes, in the layout of Piper: every phoneme becomes 50 ms of a tone of its own. With it the
 * real library runs in tests: loading, phonemes by espeak-ng's data, sentences one by one, stopping.
 */
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpeechModel } from '../../../src/providers/sherpa-speech/voice-config.js';

const SAMPLE_RATE = 16_000;
const SAMPLES_PER_PHONEME = 800;
const FLOAT = 1;
const INT64 = 7;
const PHONEMES = [..."_^$ !',-.:;?abcdefhijklmnopqrstuvwxyzæçðøħŋœɐɑɒɔɕɖəɚɛɜɟɡɪɫɬɱɲɹɾʃʉʊʌʍʒʔˈˌːθɝ"];

/** Debian's package espeak-ng-data. */
export const espeakData = [
  '/usr/lib/x86_64-linux-gnu/espeak-ng-data',
  '/usr/lib/aarch64-linux-gnu/espeak-ng-data',
].find((folder) => existsSync(folder));

export function makeTinyVoice(data: string): SpeechModel {
  const folder = mkdtempSync(join(tmpdir(), 'tiny-voice-'));
  const files = { model: join(folder, 'tiny.onnx'), tokens: join(folder, 'tokens.txt'), espeakData: data };
  writeFileSync(files.tokens, PHONEMES.map((phoneme, id) => `${phoneme} ${String(id)}\n`).join(''));
  writeFileSync(files.model, network());
  return { id: 'tiny-voice', engine: 'vits', files };
}

/** sin(time * pitch of the phoneme), phoneme after phoneme. */
function network(): Buffer {
  const steps = Float32Array.from({ length: SAMPLES_PER_PHONEME }, (_, i) => (2 * Math.PI * i * 20) / SAMPLE_RATE);
  const graph = message(
    node('Cast', ['input'], ['ids'], int(3, FLOAT), 'to'),
    node('Add', ['ids', 'lowest'], ['pitch']),
    node('Reshape', ['pitch', 'column'], ['pitches']),
    node('Mul', ['pitches', 'steps'], ['phase']),
    node('Sin', ['phase'], ['wave']),
    node('Mul', ['wave', 'gain'], ['loud']),
    node('Reshape', ['loud', 'line'], ['output']),
    text(2, 'tiny-voice'),
    tensor('lowest', [1], Buffer.from(Float32Array.of(10).buffer), FLOAT),
    tensor('gain', [1], Buffer.from(Float32Array.of(0.3).buffer), FLOAT),
    tensor('steps', [1, SAMPLES_PER_PHONEME], Buffer.from(steps.buffer), FLOAT),
    tensor('column', [2], Buffer.from(BigInt64Array.of(-1n, 1n).buffer), INT64),
    tensor('line', [4], Buffer.from(BigInt64Array.of(1n, 1n, 1n, -1n).buffer), INT64),
    port(11, 'input', INT64, ['N', 'L']),
    port(11, 'input_lengths', INT64, ['N']),
    port(11, 'scales', FLOAT, [3]),
    port(12, 'output', FLOAT, ['N', 1, 1, 'T']),
  );
  const facts = {
    ...{ model_type: 'vits', comment: 'piper', language: 'English', voice: 'en-us', has_espeak: '1' },
    ...{ n_speakers: '1', sample_rate: String(SAMPLE_RATE), add_blank: '1', version: '1' },
  };
  return message(
    int(1, 8),
    text(2, 'tiny-voice'),
    bytes(8, message(text(1, ''), int(2, 13))),
    bytes(7, graph),
    ...Object.entries(facts).map(([key, value]) => bytes(14, message(text(1, key), text(2, value)))),
  );
}

// Just enough of onnx.proto's wire format.

function varint(value: number): Buffer {
  const out: number[] = [];
  let left = value;
  do {
    out.push((left & 127) | (left > 127 ? 128 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return Buffer.from(out);
}

function message(...parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts);
}

function int(field: number, value: number): Buffer {
  return message(varint(field * 8), varint(value));
}

function bytes(field: number, body: Buffer): Buffer {
  return message(varint(field * 8 + 2), varint(body.length), body);
}

function text(field: number, value: string): Buffer {
  return bytes(field, Buffer.from(value));
}

function node(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  value?: Buffer,
  name = '',
): Buffer {
  const attribute = value === undefined ? [] : [bytes(5, message(text(1, name), value, int(20, 2)))];
  return bytes(
    1,
    message(
      ...inputs.map((input) => text(1, input)),
      ...outputs.map((output) => text(2, output)),
      text(4, operator),
      ...attribute,
    ),
  );
}

function tensor(name: string, shape: readonly number[], raw: Buffer, type: number): Buffer {
  return bytes(5, message(...shape.map((size) => int(1, size)), int(2, type), text(8, name), bytes(9, raw)));
}

function port(field: number, name: string, type: number, shape: readonly (number | string)[]): Buffer {
  const sizes = shape.map((size) => bytes(1, typeof size === 'string' ? text(2, size) : int(1, size)));
  return bytes(field, message(text(1, name), bytes(2, bytes(1, message(int(1, type), bytes(2, message(...sizes)))))));
}
