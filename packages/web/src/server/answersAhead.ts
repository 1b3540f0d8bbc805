/** Later than this what was asked for a page may have changed before the page came. */
const FRESH_MS = 10_000;

const asked = new Map<string, { readonly at: number; readonly answer: Promise<Response> }>();

/** Asks the server for what a page will call for, before the code of the page is there. Whoever calls for it first takes the answer. */
export function askAhead(url: string): Promise<Response> {
  const answer = fetch(url);
  // What fails here is asked again by whoever needs it, and told there.
  answer.catch(() => undefined);
  asked.set(url, { at: performance.now(), answer });
  return answer;
}

/** The answer to what was asked ahead, once; null when it was not, too long ago, or in vain. */
export async function takeAhead(url: string): Promise<Response | null> {
  const found = asked.get(url);
  asked.delete(url);
  if (!found || performance.now() - found.at > FRESH_MS) return null;
  try {
    const answer = await found.answer;
    return answer.ok ? answer : null;
  } catch {
    return null;
  }
}
