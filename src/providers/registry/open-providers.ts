/** Chooses and opens one provider per port for a session: the requested one, or the best one that works. */
import { appPaths } from '../../config/paths.js';
import type { ProfileEntry } from '../../config/profiles/profile-schema.js';
import { providersOf, type ProfilePort } from '../../config/profiles/provider-options.js';
import { resolveProfile } from '../../config/profiles/resolve-profile.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { GrammarChecker } from '../../engine/ports/grammar-checker.js';
import type { LanguageModel } from '../../engine/ports/language-model.js';
import type { PronunciationAssessor } from '../../engine/ports/pronunciation-assessor.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import type { VoiceActivityDetector } from '../../engine/ports/voice-activity-detector.js';
import type { WordAligner } from '../../engine/ports/word-aligner.js';
import { ProviderNotices } from '../../engine/session/log/provider-notices.js';
import { createFolderSpeechCache } from '../speech-cache/folder-speech-cache.js';
import { SystemClock } from '../system-clock/system-clock.js';
import { createWebrtcDetector } from '../webrtc-vad/webrtc-detector.js';
import { NO_ACCOUNTS } from './accounts.js';
import { choose, type Choice, type RegisteredProvider } from './choose.js';
import { grammarCheckers } from './grammar.js';
import { resilientPorts } from './resilient-ports.js';
import {
  heldAssessor,
  heldGrammarChecker,
  heldLanguageModel,
  heldSpeechToText,
  heldTextToSpeech,
  heldWordAligner,
} from './held-providers.js';
import { languageModel } from './language-models.js';
import type { NetworkContext } from './network.js';
import { pronunciationAssessor } from './pronunciation-assessors.js';
import { recogniser } from './recognisers.js';
import type { ProviderRequest, RequestedProviders, SessionProviders } from './types.js';
import { voice } from './voices.js';
import { voiceDetectors } from './voice-detectors.js';
import { wordAligners } from './word-aligners.js';

/**
 * Rejects with an AppError when a requested provider cannot be used. Connects to no cloud, which happens when
 * the session opens a provider; local model servers are looked for.
 */
export async function openProviders(request: ProviderRequest): Promise<SessionProviders> {
  const { clock } = request;
  const realClock = clock instanceof SystemClock ? clock : new SystemClock();
  const notices = new ProviderNotices();
  const choices = await chooseProviders(request, realClock, notices);
  const { speechToText, textToSpeech, voiceActivity, wordAligner, grammar, languageModel, pronunciation } = choices;
  const reported = reportedChoices(choices, request.acoustic);
  return {
    speechToText:
      speechToText.provider !== null && speechToText.networked
        ? heldSpeechToText(speechToText.provider, clock, realClock)
        : speechToText.provider,
    textToSpeech: textToSpeech.provider === null ? null : heldTextToSpeech(textToSpeech.provider, clock),
    voiceActivity: voiceActivity.provider ?? (await createWebrtcDetector()),
    wordAligner: wordAligner.provider === null ? null : heldWordAligner(wordAligner.provider, clock),
    grammar: grammar.provider === null ? null : heldGrammarChecker(grammar.provider, clock),
    languageModel: languageModel.provider === null ? null : heldLanguageModel(languageModel.provider, clock),
    pronunciation: pronunciation?.provider ? heldAssessor(pronunciation.provider, clock) : null,
    notices,
    speechCache: textToSpeech.provider === null ? null : createFolderSpeechCache({ folder: appPaths().speechCache }),
    chosen: reported.map(({ chosen }) => chosen),
    missing: reported.flatMap(({ missing }) => missing),
    warnings: reported.flatMap(({ warnings }) => warnings),
  };
}

interface Choices {
  readonly speechToText: Choice<SpeechToText>;
  readonly textToSpeech: Choice<TextToSpeech>;
  readonly voiceActivity: Choice<VoiceActivityDetector>;
  readonly wordAligner: Choice<WordAligner>;
  readonly grammar: Choice<GrammarChecker>;
  readonly languageModel: Choice<LanguageModel>;
  /** Null: no second opinion was asked for. */
  readonly pronunciation: Choice<PronunciationAssessor> | null;
}

async function chooseProviders(request: ProviderRequest, realClock: Clock, notices: ProviderNotices): Promise<Choices> {
  const { clock, acoustic, previous = {}, profile = resolveProfile('offline', {}), accounts = NO_ACCOUNTS } = request;
  // A port that was switched off stays off in a resumed test.
  const switchedOff = Object.fromEntries(Object.entries(previous).filter(([, name]) => name === 'none'));
  const requested: RequestedProviders = { ...switchedOff, ...request.requested };
  const network: NetworkContext = { accounts, clock: realClock, monitor: notices };
  const join = resilientPorts(realClock, notices);
  const unheard = acoustic ? undefined : 'none';
  const unrated = acoustic || request.spokenBefore === true ? undefined : 'none';
  // A mistyped recogniser is reported in a typed test, too.
  const recogniserName = isUnknown('speechToText', requested.speechToText)
    ? requested.speechToText
    : (unheard ?? requested.speechToText);
  const assessorName =
    unrated ?? requested.pronunciation ?? (request.pronunciationAssessment === true ? undefined : 'none');
  const listed = <Provider>(port: ProfilePort, name: string | undefined, build: Build<Provider>) =>
    listProviders(previousFirst(profile.ports[port], port, previous[port]), port, name, build);

  const [recognisers, voices, models, assessors] = await Promise.all([
    listed('speechToText', recogniserName, (entry) => recogniser(entry, clock, network)),
    listed('textToSpeech', requested.textToSpeech, (entry) => voice(entry, network)),
    listed('languageModel', requested.languageModel, (entry) => languageModel(entry, network)),
    listed('pronunciation', assessorName, (entry) => pronunciationAssessor(entry, network)),
  ]);
  const [speechToText, textToSpeech, model, pronunciation, voiceActivity, wordAligner, grammar] = await Promise.all([
    choose({ port: 'speechToText', requested: recogniserName, join: join.speechToText, ...recognisers }),
    choose({ port: 'textToSpeech', requested: requested.textToSpeech, join: join.textToSpeech, ...voices }),
    choose({ port: 'languageModel', requested: requested.languageModel, join: join.languageModel, ...models }),
    choose({ port: 'pronunciation', requested: assessorName, join: join.pronunciation, ...assessors }),
    voiceDetectors().then((registered) =>
      choose({ port: 'voiceActivity', registered, requested: acoustic ? requested.voiceActivity : 'webrtc' }),
    ),
    choose({ port: 'wordAligner', registered: wordAligners(), requested: unrated ?? requested.wordAligner }),
    choose({ port: 'grammar', registered: grammarCheckers(), requested: requested.grammar }),
  ]);
  return {
    speechToText,
    textToSpeech,
    voiceActivity,
    wordAligner,
    grammar,
    languageModel: model,
    pronunciation: assessorName === 'none' ? null : pronunciation,
  };
}

/** The choices that people are told of: a typed session has no acoustic ports, and most people use no language model. */
function reportedChoices(choices: Choices, acoustic: boolean): readonly Choice<unknown>[] {
  const { speechToText, textToSpeech, voiceActivity, wordAligner, grammar, languageModel, pronunciation } = choices;
  const model = languageModel.provider === null && languageModel.missing.length === 0 ? [] : [languageModel];
  const assessor = pronunciation === null ? [] : [pronunciation];
  return acoustic
    ? [speechToText, textToSpeech, voiceActivity, wordAligner, grammar, ...model, ...assessor]
    : [textToSpeech, grammar, ...model, ...assessor];
}

/** The profile's entries with the previously used provider in front. */
function previousFirst(
  entries: readonly ProfileEntry[],
  port: ProfilePort,
  previous: string | undefined,
): readonly ProfileEntry[] {
  if (previous === undefined || !providersOf(port).includes(previous)) return entries;
  const first = entries.find(({ provider }) => provider === previous) ?? { provider: previous, options: {} };
  return [first, ...entries.filter((entry) => entry !== first)];
}

function isUnknown(port: ProfilePort, name: string | undefined): boolean {
  return name !== undefined && name !== 'none' && !providersOf(port).includes(name);
}

type Build<Provider> = (entry: ProfileEntry) => Promise<RegisteredProvider<Provider>>;

/**
 * The providers to choose from, in order. Builds no more of them than may be needed: building a cloud provider reads its
 * key, which may ask for a passphrase. A requested provider comes first; the profile's stand by when it is networked.
 */
async function listProviders<Provider>(
  entries: readonly ProfileEntry[],
  port: ProfilePort,
  requested: string | undefined,
  build: Build<Provider>,
): Promise<{ readonly registered: readonly RegisteredProvider<Provider>[]; readonly names: readonly string[] }> {
  const names = providersOf(port);
  if (requested === 'none') return { registered: [], names };
  const buildAll = (wanted: readonly ProfileEntry[]) => Promise.all(wanted.map(build));
  if (requested === undefined) return { registered: await buildAll(entries), names };
  if (!names.includes(requested)) return { registered: [], names };
  const entry = entries.find(({ provider }) => provider === requested) ?? { provider: requested, options: {} };
  const first = await build(entry);
  const standBy = first.networked === true ? entries.filter(({ provider }) => provider !== requested) : [];
  return { registered: [first, ...(await buildAll(standBy))], names };
}
