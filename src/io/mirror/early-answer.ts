// One request that the page begins before the app is there, and hands over to it: a seat's first answer comes beside the
// app's own code. Unchecked bytes, as every answer is. Fetch Standard.
import { saysNothing } from './says-nothing.ts';

interface EarlyAnswer {
  readonly url: string;
  readonly answer: Promise<Response>;
  stop(): void;
}

/** What the page's own script and the app share. */
const page = globalThis as { nishanEarly?: EarlyAnswer };

/** Asks for what the app will ask for first. @param url as the app will call it */
export function askEarly(url: string): void {
  const controller = new AbortController();
  const answer = fetch(url, { ...saysNothing, signal: controller.signal });
  // Where nobody takes it, nobody has to hear of it.
  answer.catch(() => undefined);
  page.nishanEarly = { url, answer, stop: () => controller.abort() };
}

/** Asks as `ask` does, and takes what was asked for early instead, once; where that failed it is asked for again. */
export function takingEarly(ask: typeof fetch): typeof fetch {
  return async (input, init) => {
    const early = page.nishanEarly;
    if (!early || early.url !== input) return ask(input, init);
    delete page.nishanEarly;
    if (init?.signal?.aborted) early.stop();
    init?.signal?.addEventListener('abort', early.stop);
    try {
      return await early.answer;
    } catch {
      return ask(input, init);
    }
  };
}

/** Lets go of it where the app needs it no more. */
export function dropEarly(): void {
  page.nishanEarly?.stop();
  delete page.nishanEarly;
}
