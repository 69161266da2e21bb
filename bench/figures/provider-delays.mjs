/**
 * What the candidate waits for with providers of a fixed delay (recognition, model and speech 50 ms each), on real timers:
 * Part 3 with follow-ups of a model, and Part 1, where every line is prepared and said before the final words are there.
 * Follow-ups are measured that nothing could be begun ahead for: there are no words before the turn has ended, and no
 * text is asked for twice. Where the model's question was refused, the bank's prepared one was asked: those are counted
 * only.
 * Timers are never early and often a fraction of a millisecond late; so the sum is taken from what each provider really
 * took.
 */
import { planExam } from '../../dist/engine/exam/plan.js';
import { loadQuestionBank } from '../../dist/providers/question-bank/load-question-bank.js';
import { SystemClock } from '../../dist/providers/system-clock/system-clock.js';
import { immediateRecogniser, immediateVoice } from '../support/providers.mjs';
import { runSession } from '../support/session.mjs';
import { percentiles } from '../support/statistics.mjs';

const DELAY_MS = 50;
/** Timers are never early: a voice that was waited for shorter had begun before. */
const NOT_BEGUN_MS = DELAY_MS - 1;
const SHARES = [0.5, 0.95];
/** Real time: three candidates at once, since a session mostly waits. */
const SEEDS = [1, 2, 3];

export async function measure() {
  const followUps = (await Promise.all(SEEDS.map((seed) => turnsOf(seed, 'part3')))).flat();
  const prepared = (await Promise.all(SEEDS.map((seed) => turnsOf(seed, 'part1')))).flat();
  const modelled = followUps.filter(({ latency }) => latency.modelMs > 0);
  const asked = modelled.filter(({ latency }) => latency.speechMs >= NOT_BEGUN_MS);
  const behindEndpointing = ({ latency }) => latency.totalMs - latency.endpointingMs;
  return {
    measurements: [
      {
        what: `follow-ups: end of turn to first sound, beyond the sum of three providers of ${DELAY_MS} ms`,
        unit: 'ms',
        target: 'p50 <= 2 ms',
        ...percentiles(
          asked.map((turn) => behindEndpointing(turn) - turn.tookMs),
          SHARES,
        ),
      },
      {
        what: 'the same beyond 150 ms',
        unit: 'ms',
        ...percentiles(
          asked.map((turn) => behindEndpointing(turn) - 3 * DELAY_MS),
          SHARES,
        ),
      },
      {
        what: 'follow-ups left out: the question of the model was refused, a prepared one was asked',
        unit: `of ${modelled.length}`,
        value: modelled.length - asked.length,
      },
      {
        what: `Part 1, prepared lines: beyond endpointing alone, with a recogniser of ${DELAY_MS} ms`,
        unit: 'ms',
        target: 'p50 <= 2 ms',
        ...percentiles(prepared.map(behindEndpointing), SHARES),
      },
    ],
  };
}

/** Each answered turn with its latency, and what the providers that it waited for took. */
async function turnsOf(seed, part) {
  const clock = new SystemClock();
  const plan = planExam({ bank: await loadQuestionBank(), seed, parts: [part], timing: 'standard' });
  const took = { recognition: 0, model: 0, speech: 0 };
  const turns = [];
  await runSession({
    seed,
    plan,
    clock,
    pace: 'real',
    answerMs: 4_000,
    speechToText: delayedRecogniser(took, part === 'part1'),
    textToSpeech: delayedVoice(took),
    languageModel: part === 'part3' ? delayedModel(took, plan) : null,
    observers: [
      {
        onEvent(event) {
          if (event.type !== 'turn.responded') return;
          const { latency } = event;
          const waited = latency.modelMs > 0 && latency.speechMs >= NOT_BEGUN_MS;
          turns.push({ latency, tookMs: took.recognition + (waited ? took.model + took.speech : 0) });
        },
      },
    ],
  });
  return turns;
}

/** @returns milliseconds it really took */
function delay() {
  const startedAt = performance.now();
  return new Promise((resolve) => setTimeout(() => resolve(performance.now() - startedAt), DELAY_MS));
}

/** @param partials false: nothing may begin before the turn has ended */
function delayedRecogniser(took, partials) {
  const recogniser = immediateRecogniser();
  return {
    ...recogniser,
    async open() {
      const stream = await recogniser.open();
      return {
        ...stream,
        beginTurn(options, listener) {
          const partial = partials ? (text) => setTimeout(() => listener.partial(text), DELAY_MS) : () => {};
          stream.beginTurn(options, { ...listener, partial });
        },
        async endTurn() {
          took.recognition = await delay();
          return await stream.endTurn();
        },
      };
    },
  };
}

function delayedVoice(took) {
  const voice = immediateVoice();
  return {
    ...voice,
    async *synthesize(request) {
      took.speech = await delay();
      yield* voice.synthesize(request);
    },
  };
}

const LEADS = ['Generally speaking', 'On the whole', 'In most places', 'In everyday life', 'For most people'];

/** Asks what the bank asks in other words, so that no line of it is prepared, and nothing twice. */
function delayedModel(took, plan) {
  const bank = plan.discussion.flatMap(({ followUp, simpler }) => [followUp, simpler]);
  const questions = LEADS.flatMap((lead) => bank.map((text) => `${lead}, ${text[0].toLowerCase()}${text.slice(1)}`));
  let next = 0;
  return {
    id: 'bench:model',
    model: 'model',
    capabilities: { tools: true, structuredOutput: 'schema' },
    async *generate() {
      took.model = await delay();
      const question = questions[next++];
      const call = { id: 'call', name: 'ask_follow_up', arguments: JSON.stringify({ question, level: 2 }) };
      yield { type: 'toolCall', call };
      yield { type: 'finished', reason: 'toolCalls', usage: { inputTokens: 1, outputTokens: 1, exact: true } };
    },
    close: async () => {},
  };
}
