/**
 * Reads the context-independent part of SoundSwallower's acoustic model (CMU Sphinx, phonetically tied mixtures) from its own
 * files: per phone one codebook of Gaussians in three streams, per phone state the weights over them. The library scores only
 * the words it is told; to ask how well any *other* phone fits, the same Gaussians are evaluated here.
 * Formats: s3 binary parameter files (means, variances), BMDF model definition, mixture dump (CMU Sphinx documentation and sources).
 */
import { readFileSync } from 'node:fs';

/** Smallest variance, as the decoder's default `varfloor`. */
const VARIANCE_FLOOR = 1e-4;
/** Weights are stored as -log in base 1.0001, shifted by 10 bits. */
const WEIGHT_UNIT = 1024 * Math.log(1.0001);
export const STATES = 3;
export const STREAMS = 3;
/** Values per stream: cepstra, or their first or second differences. */
export const LENGTH = 13;

/**
 * @param {URL} folder of the model, with a slash at its end
 * @returns phones (names), density (Gaussians per codebook) and, phone by phone and stream by stream:
 *   `means`, `halfPrecisions` [density x LENGTH], `constants` [density], `weights` [density x STATES], linear
 */
export function loadAcousticModel(folder) {
  const { phones, senones } = readDefinition(readFileSync(new URL('mdef', folder)));
  const means = readParameters(readFileSync(new URL('means', folder)));
  const variances = readParameters(readFileSync(new URL('variances', folder)));
  const { density, length } = means;
  if (means.codebooks !== phones.length || means.streams !== STREAMS || length !== LENGTH)
    throw new Error('not a phonetically tied model');
  const size = phones.length * STREAMS * density;
  const halfPrecisions = new Float32Array(size * length);
  const constants = new Float32Array(size);
  for (let gaussian = 0; gaussian < size; gaussian += 1) {
    let logDeterminant = length * Math.log(2 * Math.PI);
    for (let at = gaussian * length; at < (gaussian + 1) * length; at += 1) {
      const variance = Math.max(VARIANCE_FLOOR, variances.values[at]);
      halfPrecisions[at] = 0.5 / variance;
      logDeterminant += Math.log(variance);
    }
    constants[gaussian] = -0.5 * logDeterminant;
  }
  const weights = readWeights(readFileSync(new URL('sendump', folder)), phones.length, density, senones);
  return { phones, density, means: means.values, halfPrecisions, constants, weights };
}

/** Names of the context-independent phones and how many senones the whole model has. The first 3 x phones senones are theirs, in order. */
function readDefinition(bytes) {
  if (bytes.toString('latin1', 0, 4) !== 'BMDF') throw new Error('unknown model definition');
  let at = 12 + bytes.readInt32LE(8);
  const count = bytes.readInt32LE(at);
  const states = bytes.readInt32LE(at + 8);
  const independent = bytes.readInt32LE(at + 12);
  const senones = bytes.readInt32LE(at + 16);
  if (states !== STATES || independent !== STATES * count) throw new Error('not a model of three states per phone');
  at += 40;
  const phones = [];
  while (phones.length < count) {
    const end = bytes.indexOf(0, at);
    phones.push(bytes.toString('latin1', at, end));
    at = end + 1;
  }
  return { phones, senones };
}

function readParameters(bytes) {
  const HEADER_END = 'endhdr\n';
  let at = bytes.indexOf(HEADER_END, 0, 'latin1') + HEADER_END.length;
  if (bytes.readUInt32LE(at) !== 0x11223344) throw new Error('unknown byte order');
  const [codebooks, streams, density] = [4, 8, 12].map((offset) => bytes.readInt32LE(at + offset));
  const lengths = Array.from({ length: streams }, (_, index) => bytes.readInt32LE(at + 16 + 4 * index));
  if (lengths.some((length) => length !== lengths[0])) throw new Error('streams of different length');
  at += 16 + 4 * streams;
  const count = bytes.readInt32LE(at);
  const values = new Float32Array(count);
  for (let index = 0; index < count; index += 1) values[index] = bytes.readFloatLE(at + 4 + 4 * index);
  return { codebooks, streams, density, length: lengths[0], values };
}

function readWeights(bytes, phones, density, senones) {
  let at = 0;
  for (let length = -1; length !== 0; at += length) {
    length = bytes.readInt32LE(at);
    at += 4;
  }
  if (bytes.readInt32LE(at) !== density || bytes.readInt32LE(at + 4) !== senones) throw new Error('unknown weights');
  at += 8;
  const weights = new Float32Array(phones * STREAMS * density * STATES);
  for (let phone = 0; phone < phones; phone += 1)
    for (let stream = 0; stream < STREAMS; stream += 1)
      for (let gaussian = 0; gaussian < density; gaussian += 1)
        for (let state = 0; state < STATES; state += 1) {
          const stored = bytes[at + (stream * density + gaussian) * senones + phone * STATES + state];
          weights[((phone * STREAMS + stream) * density + gaussian) * STATES + state] = Math.exp(-stored * WEIGHT_UNIT);
        }
  return weights;
}
