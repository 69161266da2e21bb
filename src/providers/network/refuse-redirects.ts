/**
 * Refuses redirects, because requests to providers carry a key. When a redirect leads to another host, `fetch` removes only
 * the header `Authorization`: other headers with keys, and the body with the candidate's words, would be sent there.
 */

/** Thrown instead of following a redirect. */
export class Redirected extends Error {
  constructor(from: string, to: string | null) {
    super(`it redirects to ${placeOf(from, to)}, where nothing is sent`);
    this.name = 'Redirected';
  }
}

export const fetchWithoutRedirects: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: 'manual' });
  return await refuseRedirect(response, addressOf(input));
};

/** @returns the same response, unless it is a redirect. Throws {@link Redirected}. */
export async function refuseRedirect(response: Response, asked: string): Promise<Response> {
  if (response.status < 300 || response.status >= 400) return response;
  await response.body?.cancel();
  throw new Redirected(asked, response.headers.get('location'));
}

/** The redirect that caused an error, or null. Packages wrap what their `fetch` throws. */
export function redirectBehind(error: unknown): Redirected | null {
  for (let depth = 0, at: unknown = error; depth < 6 && at instanceof Error; depth++, at = at.cause) {
    if (at instanceof Redirected) return at;
  }
  return null;
}

function addressOf(input: Parameters<typeof fetch>[0]): string {
  if (typeof input === 'string') return input;
  return input instanceof URL ? input.href : input.url;
}

/** The target's host alone, since the rest of an address may contain anything. */
function placeOf(from: string, to: string | null): string {
  if (to === null || !URL.canParse(to, from)) return 'another address';
  const target = new URL(to, from);
  return target.host === new URL(from).host ? `another address of ${target.host}` : target.host;
}
