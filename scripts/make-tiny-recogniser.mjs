#!/usr/bin/env node
/**
 * Makes a streaming "speech" model of a few kilobytes that hears a chord of one low and one high tone as a word piece. It is a real
 * ONNX transducer, so the neural recogniser's whole native path runs in the tests without anyone's weights.
 *
 *   node scripts/make-tiny-recogniser.mjs FOLDER [PIECE ...]
 *
 * A piece that starts with U+2581 starts a word, another continues one. The folder gets encoder.onnx, decoder.onnx,
 * joiner.onnx, tokens.txt and chords.json: for each piece the two frequencies, in hertz, that sound like it.
 *
 * How it hears: the recogniser feeds 80 log-mel bins per 10 ms. A piece's score is the level of its two bins over the mean of
 * all bins; the blank's score is a constant. The encoder remembers the last step's winner and adds to the
 * blank while the same piece goes on, so that a chord is written once, when it begins.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BINS = 80;
/** 10 ms windows that become one output step. */
const WINDOWS_PER_STEP = 4;
const STEPS_PER_CHUNK = 4;
const CHUNK = WINDOWS_PER_STEP * STEPS_PER_CHUNK;
/** Tokens of history that a stateless decoder sees; this one ignores them. */
const CONTEXT = 2;

/** Far enough apart that a tone never reaches its neighbour's bin; low bins are narrow, so they stand further apart. */
const LOW_BINS = range(18, 48, 3);
const HIGH_BINS = range(51, 75, 2);

/** A piece wins when its bins stand this many nepers over the mean of all. */
const THRESHOLD = 6;
/** How sure the model is of a clean chord. */
const SHARPNESS = 6;
/** More than any score: while a chord goes on, only the blank can win. */
const HOLD = 400;

const DEFAULT_PIECES = ['▁i', '▁go', 'ing', '▁to', '▁the', '▁shop', '▁yesterday', '▁um', '▁weather', '▁hello'];

// ---- protocol buffers, as far as ONNX needs them ------------------------------------------------

const WIRE = { varint: 0, bytes: 2, float: 5 };

function varint(number) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(number));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return Buffer.from(bytes);
}

const tag = (field, wire) => varint((field << 3) | wire);
const integer = (field, value) => Buffer.concat([tag(field, WIRE.varint), varint(value)]);

function bytes(field, value) {
  const body = Buffer.from(value);
  return Buffer.concat([tag(field, WIRE.bytes), varint(body.length), body]);
}

const message = (...fields) => Buffer.concat(fields.flat());

// ---- ONNX: graphs of nodes, field numbers from onnx.proto -----------------------------------------

const FLOAT = 1;
const INT64 = 7;
const OPERATOR_SET = 13;
const IR_VERSION = 8;

function attribute(name, value) {
  return Array.isArray(value)
    ? message(
        bytes(1, name),
        value.map((each) => integer(8, each)),
        integer(20, 7),
      )
    : message(bytes(1, name), integer(3, value), integer(20, 2));
}

function node(operator, inputs, output, attributes = {}) {
  const settings = Object.entries(attributes).map(([name, value]) => bytes(5, attribute(name, value)));
  return bytes(
    1,
    message(
      inputs.map((name) => bytes(1, name)),
      bytes(2, output),
      bytes(4, operator),
      settings,
    ),
  );
}

function constant(name, dimensions, values, type) {
  const data = type === FLOAT ? Float32Array.from(values) : BigInt64Array.from(values, BigInt);
  const raw = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return bytes(
    5,
    message(
      dimensions.map((size) => integer(1, size)),
      integer(2, type),
      bytes(8, name),
      bytes(9, raw),
    ),
  );
}

const floats = (name, dimensions, values) => constant(name, dimensions, values, FLOAT);
const integers = (name, values) => constant(name, [values.length], values, INT64);

function port(field, name, type, dimensions) {
  const sizes = dimensions.map((size) => bytes(1, typeof size === 'string' ? bytes(2, size) : integer(1, size)));
  const tensor = message(integer(1, type), bytes(2, message(sizes)));
  return bytes(field, message(bytes(1, name), bytes(2, bytes(1, tensor))));
}

const input = (name, dimensions, type = FLOAT) => port(11, name, type, dimensions);
const output = (name, dimensions, type = FLOAT) => port(12, name, type, dimensions);

function model(name, parts, metadata) {
  return message(
    integer(1, IR_VERSION),
    bytes(2, 'make-tiny-recogniser'),
    bytes(7, message(parts, bytes(2, name))),
    bytes(8, message(bytes(1, ''), integer(2, OPERATOR_SET))),
    Object.entries(metadata).map(([key, value]) => bytes(14, message(bytes(1, key), bytes(2, String(value))))),
  );
}

// ---- the three networks -----------------------------------------------------------------------------

/** x [N, CHUNK, BINS] -> encoder_out [N, STEPS, tokens]; `h` carries the last step's winner to the next chunk, `c` is idle. */
function encoder(pieces) {
  const size = pieces.length + 1;
  const weights = new Float32Array(BINS * size);
  const bias = new Float32Array(size);
  bias[0] = SHARPNESS * THRESHOLD;
  pieces.forEach((_, piece) => {
    for (let bin = 0; bin < BINS; bin++) weights[bin * size + piece + 1] = -SHARPNESS / BINS;
    for (const bin of chordBins(piece)) weights[bin * size + piece + 1] += SHARPNESS / 2;
  });
  const goesOn = new Float32Array(size * size);
  for (let token = 1; token < size; token++) goesOn[token * size] = HOLD;
  return model(
    'encoder',
    [
      floats('weights', [BINS, size], weights),
      floats('bias', [size], bias),
      floats('goes_on', [size, size], goesOn),
      integers('by_step', [-1, STEPS_PER_CHUNK, WINDOWS_PER_STEP, BINS]),
      integers('first', [0]),
      integers('last', [STEPS_PER_CHUNK - 1]),
      integers('end', [STEPS_PER_CHUNK]),
      integers('step_axis', [1]),
      // The quietest of a step's windows: a chord counts from the first step that it fills.
      node('Reshape', ['x', 'by_step'], 'windows'),
      node('ReduceMin', ['windows'], 'levels', { axes: [2], keepdims: 0 }),
      node('MatMul', ['levels', 'weights'], 'weighted'),
      node('Add', ['weighted', 'bias'], 'scores'),
      node('ReduceMax', ['scores'], 'best_score', { axes: [2], keepdims: 1 }),
      node('Equal', ['scores', 'best_score'], 'is_best'),
      node('Cast', ['is_best'], 'winner', { to: FLOAT }),
      node('Transpose', ['h'], 'winner_before', { perm: [1, 0, 2] }),
      node('Slice', ['winner', 'first', 'last', 'step_axis'], 'winner_inside'),
      node('Slice', ['winner', 'last', 'end', 'step_axis'], 'winner_last'),
      node('Concat', ['winner_before', 'winner_inside'], 'previous', { axis: 1 }),
      node('Mul', ['previous', 'winner'], 'same'),
      node('MatMul', ['same', 'goes_on'], 'blank_boost'),
      node('Add', ['scores', 'blank_boost'], 'encoder_out'),
      node('Transpose', ['winner_last'], 'next_h', { perm: [1, 0, 2] }),
      node('Identity', ['c'], 'next_c'),
      input('x', ['N', CHUNK, BINS]),
      input('h', [1, 'N', size]),
      input('c', [1, 'N', 1]),
      output('encoder_out', ['N', STEPS_PER_CHUNK, size]),
      output('next_h', [1, 'N', size]),
      output('next_c', [1, 'N', 1]),
    ],
    // The "lstm" kind has the simplest state: one h of d_model and one c of rnn_hidden_size per layer.
    { model_type: 'lstm', num_encoder_layers: 1, T: CHUNK, decode_chunk_len: CHUNK, rnn_hidden_size: 1, d_model: size },
  );
}

/** y [N, CONTEXT] -> zero: what was said before changes nothing. */
function decoder(size) {
  return model(
    'decoder',
    [
      floats('zero', [1], [0]),
      integers('token_axis', [1]),
      node('Cast', ['y'], 'tokens', { to: FLOAT }),
      node('ReduceSum', ['tokens', 'token_axis'], 'sum', { keepdims: 1 }),
      node('Mul', ['sum', 'zero'], 'decoder_out'),
      input('y', ['N', CONTEXT], INT64),
      output('decoder_out', ['N', 1]),
    ],
    { vocab_size: size, context_size: CONTEXT },
  );
}

function joiner(size) {
  return model(
    'joiner',
    [
      node('Add', ['encoder_out', 'decoder_out'], 'logit'),
      input('encoder_out', ['N', size]),
      input('decoder_out', ['N', 1]),
      output('logit', ['N', size]),
    ],
    { joiner_dim: size },
  );
}

// ---- chords --------------------------------------------------------------------------------------------

function chordBins(piece) {
  return [LOW_BINS[Math.floor(piece / HIGH_BINS.length)], HIGH_BINS[piece % HIGH_BINS.length]];
}

/** The middle of a mel bin: the recogniser's filters share 20 to 7600 Hz (Kaldi's defaults at 16 kHz, high edge -400). */
function binHertz(bin) {
  const mel = (hertz) => 1127 * Math.log(1 + hertz / 700);
  const width = (mel(7600) - mel(20)) / (BINS + 1);
  return 700 * (Math.exp((mel(20) + width * (bin + 1)) / 1127) - 1);
}

function range(from, to, step) {
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
}

// ---- the program -----------------------------------------------------------------------------------------

const [folder, ...given] = process.argv.slice(2);
const pieces = given.length > 0 ? given : DEFAULT_PIECES;
const most = LOW_BINS.length * HIGH_BINS.length;
if (folder === undefined || pieces.length > most) {
  console.error(`usage: make-tiny-recogniser.mjs FOLDER [PIECE ...], at most ${most} pieces`);
  process.exit(2);
}
const size = pieces.length + 1;
const chords = Object.fromEntries(pieces.map((piece, index) => [piece, chordBins(index).map(binHertz)]));
mkdirSync(folder, { recursive: true });
for (const [name, content] of [
  ['encoder.onnx', encoder(pieces)],
  ['decoder.onnx', decoder(size)],
  ['joiner.onnx', joiner(size)],
  ['tokens.txt', ['<blk>', ...pieces].map((piece, index) => `${piece} ${index}\n`).join('')],
  ['chords.json', `${JSON.stringify(chords, null, 2)}\n`],
]) {
  writeFileSync(join(folder, name), content);
}
