// `nishan censor` as a publisher types it: what it prints, what it refuses, and that it ends.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { faultNames } from '../../src/doors/censor/faults.ts';
import { type CensorWords, censor } from '../../src/publisher/commands/mirrors/censor.ts';
import { makeAuthority } from '../harness/servers/authority.ts';
import { builtExample, type Caught, catchOutput, temporaryFolder } from '../publisher/build/guide-in-folder.ts';

const never = new Promise<void>(() => undefined);

async function mirrorFolder(): Promise<string> {
  const guide = await builtExample();
  return guide.mirror;
}

async function urlOf(output: Caught): Promise<string> {
  await vi.waitFor(() => expect(output.lines).toContain('Ctrl+C stops it.'));
  return / at (https?:\S+)$/.exec(output.lines[0] ?? '')?.[1] ?? '';
}

function stopper(): { readonly stopped: Promise<void>; stop(): void } {
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  return { stopped, stop: () => stop() };
}

describe('nishan censor', () => {
  it('lists what it can do, and needs no mirror for that', async () => {
    const output = catchOutput();
    expect(await censor({ fault: 'honest', port: '4180', list: true }, never, output)).toBe(0);
    expect(output.lines.map((line) => line.split(' ', 1)[0])).toEqual(faultNames);
  });

  it('says where it is and what it does, tells each request, and ends when it is stopped', async () => {
    const { stopped, stop } = stopper();
    const output = catchOutput();
    const words = { mirror: await mirrorFolder(), fault: '403, drip', paths: '^/metadata/', port: '0' };
    const code = censor(words, stopped, output);
    const url = await urlOf(output);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(output.lines.slice(1)).toEqual([
      expect.stringMatching(/^drip +Sends/),
      expect.stringMatching(/^403 +Answers/),
      'Only for paths that match ^/metadata/.',
      'Ctrl+C stops it.',
    ]);
    expect((await fetch(new URL('first/head.zip', url))).status).toBe(200);
    await vi.waitFor(() =>
      expect(output.lines.at(-1)).toMatch(/^GET \/first\/head\.zip -> 200, \d+ bytes \(honest\)$/),
    );
    expect((await fetch(new URL('metadata/timestamp.json', url))).status).toBe(403);
    stop();
    expect(await code).toBe(0);
    await vi.waitFor(() => expect(output.lines.at(-1)).toMatch(/timestamp\.json -> 403, \d+ bytes \(403, drip\)$/));
    await expect(fetch(url)).rejects.toThrow();
  });

  it('stands before an address too, serves another edition, and ends by itself', async () => {
    const [newer, older] = [await mirrorFolder(), await mirrorFolder()];
    const marked = join(older, '404.html');
    await writeFile(marked, 'The older one.');
    const behind = catchOutput();
    const { stopped, stop } = stopper();
    const first = censor({ mirror: newer, fault: 'honest', port: '0' }, stopped, behind);
    const output = catchOutput();
    const words = { mirror: await urlOf(behind), older, fault: 'older', port: '0', seconds: '1' };
    const code = censor(words, never, output);
    expect(await (await fetch(new URL('nothing', await urlOf(output)))).text()).toBe('The older one.');
    expect(await code).toBe(0);
    stop();
    expect(await first).toBe(0);
  });

  it('serves https with a certificate', async () => {
    const { key, cert } = await (await makeAuthority()).issue(['one.test']);
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'key.pem'), key);
    await writeFile(join(folder, 'cert.pem'), cert);
    const output = catchOutput();
    const words = { mirror: await mirrorFolder(), fault: 'honest', port: '0', seconds: '0' };
    const pem = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
    expect(await censor({ ...words, ...pem }, never, output)).toBe(0);
    expect(output.lines[0]).toMatch(/ at https:\/\/127\.0\.0\.1:\d+\/$/);
    const swapped = censor({ ...words, cert: pem.key, key: pem.cert }, never, output);
    await expect(swapped).rejects.toThrow(/not a certificate with its key/);
  });

  it.each<[string, Partial<CensorWords>, RegExp]>([
    ['no mirror', { mirror: undefined }, /nothing is named/],
    ['a folder that is no mirror', { mirror: '.' }, /is not a mirror/],
    ['a broken address', { mirror: 'https://' }, /is not an address/],
    ['a fault that there is not', { fault: 'hang,sulk' }, /"sulk" is none of honest, refuse/],
    ['a pattern that is none', { paths: '(' }, /not a regular expression/],
    ['a port that is none', { port: 'x' }, /"x" is not a port/],
    ['seconds that are none', { seconds: '-1' }, /"-1" is not a number of seconds/],
    ['a certificate without its key', { cert: 'a.pem' }, /--key.*is missing/],
    ['a key without its certificate', { key: 'a.pem' }, /--cert.*is missing/],
    ['two faults of one moment', { mirror: 'http://127.0.0.1:1/', fault: '403,451' }, /cannot be joined/],
    ['an older edition that is not given', { mirror: 'http://127.0.0.1:1/', fault: 'mix' }, /needs an older edition/],
    ['a freeze of an address', { mirror: 'http://127.0.0.1:1/', fault: 'freeze' }, /can be copied/],
    ['a host of nobody', { mirror: 'http://127.0.0.1:1/', host: '203.0.113.7' }, /not an address of this computer/],
  ])('refuses %s', async (_, words, message) => {
    const all = { mirror: 'nowhere', fault: 'honest', port: '0', ...words };
    await expect(censor(all, never, catchOutput())).rejects.toThrow(message);
  });
});
