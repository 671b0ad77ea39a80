// What the browser compiled of the entry while the worker was installed is what a start takes (decision 45): seen in the
// browser’s own trace, since nothing else shows it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Launched, launchChromium, makeProfile, waitForWorker } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

interface TraceEvent {
  readonly name: string;
  readonly args: { readonly data?: { readonly url?: string; readonly consumedCacheSize?: number } };
}

let mirror: Mirror;
beforeAll(async () => {
  mirror = await makeMirror();
});
afterAll(() => mirror.remove());

it('an offline start compiles nothing of the entry: it is taken as it was compiled at the install', async () => {
  const profile = await makeProfile();
  try {
    const first = await launchChromium({ profile: profile.dir });
    await first.page.goto(`${mirror.url}#/seat/NA-125`);
    await waitForWorker(first.page);
    await first.close();
    await mirror.switchOff();
    const again = await launchChromium({ profile: profile.dir });
    const compiled = await compiledEntry(again, `${mirror.url}#/seat/NA-125`);
    await again.close();
    // Many times the text: what is kept are all of its functions.
    expect(compiled?.consumedCacheSize).toBeGreaterThan(200_000);
  } finally {
    await profile.remove();
  }
});

/** What a trace says of how the entry was made ready. */
async function compiledEntry({ context, page }: Launched, url: string) {
  const session = await context.newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['v8', 'devtools.timeline'] },
  });
  await page.goto(url);
  await page.locator('main img, main svg[role=img]').first().waitFor();
  const done = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await done;
  const isEntry = ({ name, args }: TraceEvent) =>
    name === 'v8.compile' && /\/index-[^/]*\.js$/.test(args.data?.url ?? '');
  return events.find(isEntry)?.args.data;
}
