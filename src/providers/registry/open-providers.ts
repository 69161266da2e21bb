/** Chooses one provider per port for a session: the best that works on this machine, or the one that was asked for. */
import { appPaths } from '../../config/paths.js';
import { ProviderNotices } from '../../engine/session/provider-notices.js';
import { createFolderSpeechCache } from '../speech-cache/folder-speech-cache.js';
import { createWebrtcDetector } from '../webrtc-vad/webrtc-detector.js';
import { choose, type Choice } from './choose.js';
import { heldGrammarChecker, heldTextToSpeech, heldWordAligner } from './held.js';
import { grammarCheckers } from './grammar.js';
import { recognisers } from './recognisers.js';
import type { ProviderRequest, SessionProviders } from './types.js';
import { voiceDetectors } from './voice-detectors.js';
import { voices } from './voices.js';
import { wordAligners } from './word-aligners.js';

/** Rejects with an AppError when something that was asked for cannot be had. Nothing is loaded yet: ports open when used. */
export async function openProviders({ clock, wishes, acoustic }: ProviderRequest): Promise<SessionProviders> {
  const unheard = acoustic ? undefined : 'none';
  const [speechToText, textToSpeech, voiceActivity, wordAligner, grammar] = await Promise.all([
    recognisers(clock).then((candidates) => choose('speechToText', candidates, unheard ?? wishes.speechToText)),
    voices().then((candidates) => choose('textToSpeech', candidates, wishes.textToSpeech)),
    voiceDetectors().then((candidates) =>
      choose('voiceActivity', candidates, acoustic ? wishes.voiceActivity : 'webrtc'),
    ),
    choose('wordAligner', wordAligners(), unheard ?? wishes.wordAligner),
    choose('grammar', grammarCheckers(), wishes.grammar),
  ]);
  const choices: readonly Choice<unknown>[] = acoustic
    ? [speechToText, textToSpeech, voiceActivity, wordAligner, grammar]
    : [textToSpeech, grammar];
  return {
    speechToText: speechToText.provider,
    textToSpeech: textToSpeech.provider === null ? null : heldTextToSpeech(textToSpeech.provider, clock),
    voiceActivity: voiceActivity.provider ?? (await createWebrtcDetector()),
    wordAligner: wordAligner.provider === null ? null : heldWordAligner(wordAligner.provider, clock),
    grammar: grammar.provider === null ? null : heldGrammarChecker(grammar.provider, clock),
    languageModel: null,
    notices: new ProviderNotices(),
    speechCache: textToSpeech.provider === null ? null : createFolderSpeechCache({ folder: appPaths().speechCache }),
    chosen: choices.map(({ chosen }) => chosen),
    missing: choices.flatMap(({ missing }) => missing),
    warnings: choices.flatMap(({ warnings }) => warnings),
  };
}
