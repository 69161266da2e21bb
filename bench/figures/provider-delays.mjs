/**
 * What the candidate waits for with providers of a fixed delay (recognition, model and speech 50 ms each), on real timers:
 * Part 3 with follow-ups of a model, and Part 1, where every line is prepared and said before the final words are there.
 * Follow-ups are measured that nothing could be begun ahead for: there are no words before the turn has ended, and no
 * text is asked for twice. Where the model's question was refused, the bank's prepared one was asked: those are counted
 * only.
 * Timers are never early and often a fraction of a millisecond late, more on a busy machine; so the sum is taken from what
 * each provider really took, and what is left is ours alone: from its answer to the next one's request.
 */
import { planExam } from '../../dist/engine/exam/plan.js';
import { loadQuestionBank } from '../../dist/providers/question-bank/load-question-bank.js';
import { SystemClock } from '../../dist/providers/system-clock/system-clock.js';
import { immediateRecogniser } from '../support/providers.mjs';
import { runSession } from '../support/session.mjs';
import { speech } from '../support/sounds.mjs';
import { percentiles } from '../support/statistics.mjs';

const DELAY_MS = 50;
/** Timers are never early: a voice that was waited for shorter had begun before. */
const NOT_BEGUN_MS = DELAY_MS - 1;
const SHARES = [0.5, 0.95];
/** Real time: two candidates at once, since a session mostly waits; frames and turns of one fall between those of the other. */
const SEEDS = [1, 2];
const APART_MS = 2_510;
const TURNS = 24;
/** Nobody listens. */
const LINE_MS = 400;

export async function measure() {
  const followUps = await turnsOfAll('part3');
  const prepared = await turnsOfAll('part1');
  const modelled = followUps.filter(({ latency }) => latency.modelMs > 0);
  const asked = modelled.filter(({ latency }) => latency.speechMs >= NOT_BEGUN_MS);
  const behindEndpointing = ({ latency }) => latency.totalMs - latency.endpointingMs;
  const ours = (what, valueOf) => ({ what, unit: 'ms', ...percentiles(asked.map(valueOf), SHARES) });
  return {
    measurements: [
      {
        ...ours(
          `follow-ups: end of turn to first sound, beyond the sum of three providers of ${DELAY_MS} ms`,
          (turn) => behindEndpointing(turn) - turn.tookMs,
        ),
        target: 'p50 <= 2 ms',
      },
      ours('of it between the words and the request of the model', ({ own }) => own.model),
      ours('of it between the model and the request of the voice', ({ own }) => own.speech),
      ours('of it between the voice and the first frame', ({ own }) => own.frame),
      ours(`beyond ${3 * DELAY_MS} ms, lateness of timers and all`, (turn) => behindEndpointing(turn) - 3 * DELAY_MS),
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

async function turnsOfAll(part) {
  const sessions = SEEDS.map(async (seed, index) => {
    await new Promise((resolve) => setTimeout(resolve, index * APART_MS));
    return await turnsOf(seed, part);
  });
  return (await Promise.all(sessions)).flat();
}

/** Each answered turn with its latency, what the providers that it waited for took, and what was ours between them. */
async function turnsOf(seed, part) {
  const clock = new SystemClock();
  const plan = planExam({ bank: await loadQuestionBank(), seed, parts: [part], timing: 'standard' });
  const stages = new Stages();
  const turns = [];
  let live = null;
  await runSession({
    seed,
    plan,
    clock,
    pace: 'real',
    answerMs: 4_000,
    speechToText: delayedRecogniser(stages, part === 'part1'),
    textToSpeech: delayedVoice(stages),
    languageModel: part === 'part3' ? delayedModel(stages, plan) : null,
    onStarted: (started) => (live = started),
    observers: [
      {
        onEvent(event) {
          if (event.type !== 'turn.responded') return;
          stages.begun('frame');
          const { latency } = event;
          const waited = latency.modelMs > 0 && latency.speechMs >= NOT_BEGUN_MS;
          const { recognition, model, speech: voice } = stages.took;
          turns.push({ latency, tookMs: recognition + (waited ? model + voice : 0), own: { ...stages.own } });
          process.stderr.write(`${part} ${seed}: ${turns.length} of ${TURNS} turns\n`);
          if (turns.length >= TURNS) live.act({ type: 'quit' });
        },
      },
    ],
  });
  return turns;
}

/** What each provider took, and how long it was from its answer to the next stage, in milliseconds. */
class Stages {
  took = { recognition: 0, model: 0, speech: 0 };
  own = {};
  #answeredAt = 0;

  /** The first time in a turn: the lines that may come after the next are prepared at once, too. */
  begun(stage, now = performance.now()) {
    if (stage === 'recognition') this.own = {};
    this.own[stage] ??= now - this.#answeredAt;
  }

  async wait(stage) {
    const startedAt = performance.now();
    this.begun(stage, startedAt);
    await new Promise((resolve) => setTimeout(resolve, DELAY_MS));
    this.#answeredAt = performance.now();
    this.took[stage] = this.#answeredAt - startedAt;
  }
}

/** @param partials false: nothing may begin before the turn has ended */
function delayedRecogniser(stages, partials) {
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
          await stages.wait('recognition');
          return await stream.endTurn();
        },
      };
    },
  };
}

function delayedVoice(stages) {
  const samples = speech(LINE_MS);
  return {
    id: 'bench',
    cacheKey: 'bench',
    async *synthesize() {
      await stages.wait('speech');
      yield { samples, sampleRate: 16_000 };
    },
    close: async () => {},
  };
}

const LEADS = ['Generally speaking', 'On the whole', 'In most places', 'In everyday life', 'For most people'];

/** Asks what the bank asks in other words, so that no line of it is prepared, and nothing twice. */
function delayedModel(stages, plan) {
  const bank = plan.discussion.flatMap(({ followUp, simpler }) => [followUp, simpler]);
  const questions = LEADS.flatMap((lead) => bank.map((text) => `${lead}, ${text[0].toLowerCase()}${text.slice(1)}`));
  let next = 0;
  return {
    id: 'bench:model',
    model: 'model',
    capabilities: { tools: true, structuredOutput: 'schema' },
    async *generate() {
      await stages.wait('model');
      const question = questions[next++];
      const call = { id: 'call', name: 'ask_follow_up', arguments: JSON.stringify({ question, level: 2 }) };
      yield { type: 'toolCall', call };
      yield { type: 'finished', reason: 'toolCalls', usage: { inputTokens: 1, outputTokens: 1, exact: true } };
    },
    close: async () => {},
  };
}
