/** What a provider's quality means for the bands. Providers without a known weakness have none. */

const CAVEATS: readonly { readonly port: string; readonly id: RegExp; readonly caveat: string }[] = [
  {
    port: 'speechToText',
    id: /pocketsphinx/i,
    caveat:
      'gets four words in ten of clear native speech wrong and nine in ten with a strong accent: where vocabulary and grammar are rated ' +
      'at all, they rest on a poor transcript. A better model: ielts-examiner models list.',
  },
  {
    port: 'grammar',
    id: /learner-grammar/i,
    caveat: 'finds about half of the sentences with errors: no error found is no proof of accuracy.',
  },
  {
    port: 'grammar',
    id: /harper/i,
    caveat: 'finds only a few of the errors people make in speech: no error found is no proof of accuracy.',
  },
  {
    port: 'wordAligner',
    id: /soundswallower/i,
    caveat: 'compares sounds with American English; checked on read sentences only.',
  },
];

export function providerCaveat(port: string, provider: string): string | null {
  return CAVEATS.find((entry) => entry.port === port && entry.id.test(provider))?.caveat ?? null;
}
