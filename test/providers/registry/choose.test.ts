import { describe, expect, it } from 'vitest';
import { choose, type RegisteredProvider } from '../../../src/providers/registry/choose.js';

type Named = { readonly id: string };

const cloud = (name: string, there = true): RegisteredProvider<Named> => ({
  name,
  networked: true,
  detect: async () =>
    there
      ? { available: true, detail: `${name} is there` }
      : { available: false, why: 'no key', remedy: `keys set ${name}` },
  create: async () => ({ id: `${name}:model` }),
});
const own = (name: string, there = true): RegisteredProvider<Named> => ({
  ...cloud(name, there),
  networked: false,
  create: async () => ({ id: name }),
});
const join = async (networked: readonly Named[], lastResort: Named | null) => ({
  id: [...networked, ...(lastResort === null ? [] : [lastResort])].map(({ id }) => id).join(' > '),
});
const pick = (registered: readonly RegisteredProvider<Named>[], requested?: string) =>
  choose({ port: 'speechToText', registered, requested, join, names: ['a', 'b', 'deepgram', 'own'] });

describe('the provider of a port', () => {
  it('is joined with those after it, down to the first embedded one', async () => {
    const choice = await pick([cloud('a'), cloud('gone', false), cloud('b'), own('own'), own('other')]);
    expect(choice.provider?.id).toBe('a:model > b:model > own');
    expect(choice.chosen).toEqual({
      port: 'speechToText',
      provider: 'a:model > b:model > own',
      why: 'a is there, then b, own',
    });
    expect(choice.missing).toEqual([]);
  });

  it('stands alone when it is embedded', async () => {
    const choice = await pick([cloud('a', false), own('own'), own('other')]);
    expect(choice).toMatchObject({ provider: { id: 'own' }, networked: false, chosen: { provider: 'own' } });
    expect(choice.missing).toEqual([{ port: 'speechToText', provider: 'a', why: 'no key', remedy: 'keys set a' }]);
    expect((await pick([{ ...cloud('a', false), offered: false }, own('own')])).missing).toEqual([]);
  });

  it('is nobody where nothing is there, or nothing is wanted', async () => {
    expect((await pick([cloud('a', false)])).provider).toBeNull();
    expect((await pick([cloud('a')], 'none')).chosen.why).toBe('switched off');
  });

  it('is the one that was asked for, or an error with the way to get it', async () => {
    expect((await pick([cloud('b'), cloud('a'), own('own')], 'b')).provider?.id).toBe('b:model > a:model > own');
    expect((await pick([own('own')], 'own')).provider?.id).toBe('own');
    await expect(pick([cloud('a', false)], 'a')).rejects.toMatchObject({
      code: 'provider.unavailable',
      remedy: 'keys set a',
    });
    await expect(pick([], 'deepgrm')).rejects.toMatchObject({
      code: 'config.unknownProvider',
      message: expect.stringMatching(/; did you mean "deepgram"\?$/),
    });
    // Nothing is near: no name is made up.
    await expect(pick([], 'foo')).rejects.toMatchObject({ message: 'There is no provider "foo".' });
  });
});
