/**
 * Debian's libpocketsphinx (5prealpha, library version 3) through koffi. One decoder for the whole session: its running
 * cepstral mean is what it has learnt of the voice and the microphone.
 */
import koffi from 'koffi';
import { failure } from '../child-process/serve.mjs';
import { serveRecogniser } from '../local-recogniser/serve-recogniser.mjs';

const FRAME_MS = 10;

function bind() {
  const base = koffi.load('libsphinxbase.so.3');
  const sphinx = koffi.load('libpocketsphinx.so.3');
  for (const type of ['cmd_ln_t', 'arg_t', 'ps_decoder_t', 'ps_seg_t', 'logmath_t']) koffi.opaque(type);
  return {
    parseOptions: base.func(
      'cmd_ln_t *cmd_ln_parse_r(cmd_ln_t *inout, const arg_t *defn, int argc, char **argv, int strict)',
    ),
    probability: base.func('double logmath_exp(logmath_t *lmath, int logp)'),
    optionNames: sphinx.func('const arg_t *ps_args()'),
    create: sphinx.func('ps_decoder_t *ps_init(cmd_ln_t *config)'),
    startStream: sphinx.func('int ps_start_stream(ps_decoder_t *ps)'),
    startUtterance: sphinx.func('int ps_start_utt(ps_decoder_t *ps)'),
    endUtterance: sphinx.func('int ps_end_utt(ps_decoder_t *ps)'),
    process: sphinx.func(
      'int ps_process_raw(ps_decoder_t *ps, const int16_t *data, size_t samples, int noSearch, int wholeUtterance)',
    ),
    hypothesis: sphinx.func('const char *ps_get_hyp(ps_decoder_t *ps, _Out_ int *score)'),
    logMath: sphinx.func('logmath_t *ps_get_logmath(ps_decoder_t *ps)'),
    firstSegment: sphinx.func('ps_seg_t *ps_seg_iter(ps_decoder_t *ps)'),
    nextSegment: sphinx.func('ps_seg_t *ps_seg_next(ps_seg_t *seg)'),
    segmentWord: sphinx.func('const char *ps_seg_word(ps_seg_t *seg)'),
    segmentFrames: sphinx.func('void ps_seg_frames(ps_seg_t *seg, _Out_ int *first, _Out_ int *last)'),
    segmentProbability: sphinx.func(
      'int ps_seg_prob(ps_seg_t *seg, _Out_ int *acoustic, _Out_ int *language, _Out_ int *backoff)',
    ),
  };
}

function load({ options }) {
  const sphinx = bind();
  const commandLine = ['pocketsphinx', ...Object.entries(options).flatMap(([name, value]) => [`-${name}`, value])];
  const config = sphinx.parseOptions(null, sphinx.optionNames(), commandLine.length, commandLine, 1);
  const decoder = config && sphinx.create(config);
  if (!decoder) throw failure('unavailable', 'the model files are damaged or of another version');
  sphinx.startStream(decoder);
  const number = [0];

  function segments() {
    const logMath = sphinx.logMath(decoder);
    const first = [0];
    const last = [0];
    const found = [];
    // Frames are numbered through the session; the first segment, the sentence start, begins with the turn.
    let turnStart = null;
    for (let segment = sphinx.firstSegment(decoder); segment; segment = sphinx.nextSegment(segment)) {
      sphinx.segmentFrames(segment, first, last);
      turnStart ??= first[0];
      found.push({
        word: sphinx.segmentWord(segment),
        startMs: (first[0] - turnStart) * FRAME_MS,
        endMs: (last[0] + 1 - turnStart) * FRAME_MS,
        probability: sphinx.probability(logMath, sphinx.segmentProbability(segment, number, [0], [0])),
      });
    }
    return found;
  }

  return {
    begin: () => sphinx.startUtterance(decoder),
    accept: (samples) => {
      sphinx.process(decoder, samples, samples.length, 0, 0);
      return sphinx.hypothesis(decoder, number) ?? '';
    },
    finish: () => {
      sphinx.endUtterance(decoder);
      // Asking for the hypothesis makes it search the word graph, which the posteriors need.
      sphinx.hypothesis(decoder, number);
      return segments();
    },
    discard: () => sphinx.endUtterance(decoder),
  };
}

serveRecogniser(load);
