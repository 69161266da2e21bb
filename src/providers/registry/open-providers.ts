/** Chooses one provider per port for a session: the best that works, or the one that was asked for. */
import { appPaths } from '../../config/paths.js';
import type { ProfileEntry } from '../../config/profiles/profile-schema.js';
import { providersOf, type ProfilePort } from '../../config/profiles/provider-options.js';
import { resolveProfile } from '../../config/profiles/resolve-profile.js';
import { ProviderNotices } from '../../engine/session/provider-notices.js';
import { createFolderSpeechCache } from '../speech-cache/folder-speech-cache.js';
import { SystemClock } from '../system-clock/system-clock.js';
import { createWebrtcDetector } from '../webrtc-vad/webrtc-detector.js';
import { NO_ACCOUNTS } from './accounts.js';
import { choose, type Candidate, type Choice } from './choose.js';
import { grammarCheckers } from './grammar.js';
import { guards } from './guards.js';
import { heldGrammarChecker, heldLanguageModel, heldSpeechToText, heldTextToSpeech, heldWordAligner } from './held.js';
import { languageModel } from './language-models.js';
import type { NetworkContext } from './network.js';
import { pronunciationAssessor } from './pronunciation-assessors.js';
import { recogniser } from './recognisers.js';
import type { ProviderRequest, ProviderWishes, SessionProviders } from './types.js';
import { voice } from './voices.js';
import { voiceDetectors } from './voice-detectors.js';
import { wordAligners } from './word-aligners.js';

/** Rejects with an AppError when something that was asked for cannot be had. Nothing is loaded yet: ports open when used. */
export async function openProviders(request: ProviderRequest): Promise<SessionProviders> {
  const { clock, acoustic, before = {}, profile = resolveProfile('offline', {}), accounts = NO_ACCOUNTS } = request;
  // What was switched off stays so.
  const off = Object.fromEntries(Object.entries(before).filter(([, name]) => name === 'none'));
  const wishes: ProviderWishes = { ...off, ...request.wishes };
  const notices = new ProviderNotices();
  const realClock = clock instanceof SystemClock ? clock : new SystemClock();
  const network: NetworkContext = { accounts, clock: realClock, monitor: notices };
  const guard = guards(realClock, notices);
  const unheard = acoustic ? undefined : 'none';
  // A slip of the keyboard is told in a typed test, too.
  const recognition = isUnknown('speechToText', wishes.speechToText)
    ? wishes.speechToText
    : (unheard ?? wishes.speechToText);
  const ordered = <Provider>(port: ProfilePort, wish: string | undefined, build: Build<Provider>) =>
    candidatesOf(goingOn(profile.ports[port], port, before[port]), port, wish, build);

  const assessed = unheard ?? wishes.pronunciation ?? (request.pronunciationAssessment === true ? undefined : 'none');
  const [ears, mouths, minds, opinions] = await Promise.all([
    ordered('speechToText', recognition, (entry) => recogniser(entry, clock, network)),
    ordered('textToSpeech', wishes.textToSpeech, (entry) => voice(entry, network)),
    ordered('languageModel', wishes.languageModel, (entry) => languageModel(entry, network)),
    ordered('pronunciation', assessed, (entry) => pronunciationAssessor(entry, network)),
  ]);
  const [speechToText, textToSpeech, model, opinion, voiceActivity, wordAligner, grammar] = await Promise.all([
    choose({ port: 'speechToText', wish: recognition, guard: guard.speechToText, ...ears }),
    choose({ port: 'textToSpeech', wish: wishes.textToSpeech, guard: guard.textToSpeech, ...mouths }),
    choose({ port: 'languageModel', wish: wishes.languageModel, guard: guard.languageModel, ...minds }),
    choose({ port: 'pronunciation', wish: assessed, guard: guard.pronunciation, ...opinions }),
    voiceDetectors().then((candidates) =>
      choose({ port: 'voiceActivity', candidates, wish: acoustic ? wishes.voiceActivity : 'webrtc' }),
    ),
    choose({ port: 'wordAligner', candidates: wordAligners(), wish: unheard ?? wishes.wordAligner }),
    choose({ port: 'grammar', candidates: grammarCheckers(), wish: wishes.grammar }),
  ]);
  // Most people have none and miss nothing.
  const thinking = model.provider === null && model.missing.length === 0 ? [] : [model];
  const second = assessed === 'none' ? [] : [opinion];
  const choices: readonly Choice<unknown>[] = acoustic
    ? [speechToText, textToSpeech, voiceActivity, wordAligner, grammar, ...thinking, ...second]
    : [textToSpeech, grammar, ...thinking];
  return {
    speechToText:
      speechToText.provider !== null && speechToText.networked
        ? heldSpeechToText(speechToText.provider, clock, realClock)
        : speechToText.provider,
    textToSpeech: textToSpeech.provider === null ? null : heldTextToSpeech(textToSpeech.provider, clock),
    voiceActivity: voiceActivity.provider ?? (await createWebrtcDetector()),
    wordAligner: wordAligner.provider === null ? null : heldWordAligner(wordAligner.provider, clock),
    grammar: grammar.provider === null ? null : heldGrammarChecker(grammar.provider, clock),
    pronunciationAssessor: opinion.provider,
    languageModel: model.provider === null ? null : heldLanguageModel(model.provider, clock),
    notices,
    speechCache: textToSpeech.provider === null ? null : createFolderSpeechCache({ folder: appPaths().speechCache }),
    chosen: choices.map(({ chosen }) => chosen),
    missing: choices.flatMap(({ missing }) => missing),
    warnings: choices.flatMap(({ warnings }) => warnings),
  };
}

/** The one that was used until now, in front of the others. */
function goingOn(
  entries: readonly ProfileEntry[],
  port: ProfilePort,
  before: string | undefined,
): readonly ProfileEntry[] {
  if (before === undefined || !providersOf(port).includes(before)) return entries;
  const first = entries.find(({ provider }) => provider === before) ?? { provider: before, options: {} };
  return [first, ...entries.filter((entry) => entry !== first)];
}

function isUnknown(port: ProfilePort, wish: string | undefined): boolean {
  return wish !== undefined && wish !== 'none' && !providersOf(port).includes(wish);
}

type Build<Provider> = (entry: ProfileEntry) => Promise<Candidate<Provider>>;

/**
 * Builds no more candidates than may be needed: building one in the cloud looks for its key, which may ask somebody for
 * a passphrase. One that is wished for comes first, and those of the profile stand by when it is asked over a network.
 */
async function candidatesOf<Provider>(
  entries: readonly ProfileEntry[],
  port: ProfilePort,
  wish: string | undefined,
  build: Build<Provider>,
): Promise<{ readonly candidates: readonly Candidate<Provider>[]; readonly names: readonly string[] }> {
  const names = providersOf(port);
  if (wish === 'none') return { candidates: [], names };
  const all = (wanted: readonly ProfileEntry[]) => Promise.all(wanted.map(build));
  if (wish === undefined) return { candidates: await all(entries), names };
  if (!names.includes(wish)) return { candidates: [], names };
  const wished = await build(entries.find(({ provider }) => provider === wish) ?? { provider: wish, options: {} });
  const standBy = wished.networked === true ? entries.filter(({ provider }) => provider !== wish) : [];
  return { candidates: [wished, ...(await all(standBy))], names };
}
