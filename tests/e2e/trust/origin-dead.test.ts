// The origin is dead from before the app's second start: an edition with one changed symbol arrives from another origin,
// the voter sees what changed, and what that cost is counted.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CensorEntry } from '../../../src/doors/censor.ts';
import english from '../../../src/words/locales/en.json';
import { type Network, openNetwork, symbols } from '../../harness/cases/censored-phone.ts';

let network: Network;
beforeAll(async () => {
  network = await openNetwork();
});
afterAll(async () => {
  await network.close();
});

function costOf(requests: readonly CensorEntry[]): { readonly requests: number; readonly bytes: number } {
  return { requests: requests.length, bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0) };
}

it('brings the new edition from another origin, and says that the symbol changed', async () => {
  const { one, two, three, editions } = network;
  await one.misbehave('refuse');
  await two.publish(editions.two);
  await three.publish(editions.two);
  for (const origin of [one, two, three]) origin.forgetRequests();
  const phone = await network.phone();
  try {
    await phone.open();
    await expect.poll(() => phone.card(), { timeout: 30_000 }).toMatch(symbols.newer);
    const card = await phone.card();
    expect(card).toMatch(symbols.older);
    expect(card).toContain(english.words['change.symbol']);
    await expect.poll(() => phone.page.locator('#ballot-NA-130 s').first().innerText()).toContain('Apple');

    // The looks at the others are over, too.
    await phone.openSources();
    await expect.poll(() => phone.resultOf(one), { timeout: 30_000 }).toBe('unreachable');
    await expect.poll(() => phone.resultOf(two), { timeout: 30_000 }).toBe('fine');
    await expect.poll(() => phone.resultOf(three), { timeout: 30_000 }).toBe('fine');
    const costs = [one, two, three].map((origin) => ({ origin: origin.url, ...costOf(origin.requests) }));
    const bytes = costs.reduce((sum, cost) => sum + cost.bytes, 0);
    const requests = costs.reduce((sum, cost) => sum + cost.requests, 0);
    const cost = `${requests} requests, ${bytes} bytes of body on the wire`;
    process.stdout.write(`one symbol changed, origin dead: ${cost} ${JSON.stringify(costs)}\n`);
    expect(costs[0]).toMatchObject({ requests: 0, bytes: 0 });
    expect(requests).toBeLessThanOrEqual(12);
    expect(bytes).toBeLessThanOrEqual(10_000);
  } finally {
    await phone.close();
    await network.reset();
  }
});

it('keeps the old edition and says why, while every origin is dead', async () => {
  const { one, two, three } = network;
  for (const origin of [one, two, three]) await origin.misbehave('refuse');
  const phone = await network.phone();
  try {
    await phone.open();
    expect(await phone.card()).toMatch(symbols.older);
    await phone.page.evaluate(() => {
      location.hash = '#/who';
    });
    await phone.page.getByText(english.words['sync.silent']).waitFor({ timeout: 30_000 });
    await phone.page.getByRole('button', { name: english.words['who.check-now'] }).click();
    await phone.page.getByText(english.errors['source/unreachable']).waitFor({ timeout: 30_000 });
    await phone.page.getByText(english.words['trouble.kept']).waitFor();
    await phone.page.getByRole('alert').getByRole('button', { name: english.words['sources.list'] }).click();
    for (const origin of [one, two, three]) {
      await expect.poll(() => phone.resultOf(origin), { timeout: 30_000 }).toBe('unreachable');
    }
    await phone.page.getByText(english.words['sources.unreachable-text']).first().waitFor();
  } finally {
    await phone.close();
    await network.reset();
  }
});
