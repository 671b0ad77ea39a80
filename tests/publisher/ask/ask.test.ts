// `nishan answer` and `nishan forward` on the example guide: what they print, and that nothing is said from a mirror that
// does not verify.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { answerCommand, forwardCommand } from '../../../src/publisher/commands/ask/ask.ts';
import { FaultError } from '../../../src/publisher/content/fault.ts';
import { builtExample, catchOutput, firstNow, temporaryFolder } from '../build/guide-in-folder.ts';

const now = new Date(firstNow);

async function ask(mirror: string, question: string, lang?: string) {
  const output = catchOutput();
  const code = await answerCommand({ mirror, question, lang, json: true, now }, output);
  return { code, ...JSON.parse(output.lines[0] ?? '{}') };
}

async function check(mirror: string, message: string, json = true) {
  const output = catchOutput();
  const file = join(await temporaryFolder(), 'message.txt');
  await writeFile(file, message);
  expect(await forwardCommand({ mirror, file, json, now }, output)).toBe(0);
  return json ? JSON.parse(output.lines[0] ?? '{}') : output.lines.join('\n');
}

/** Two candidates of a seat's answer, as it writes them: "Name (نام): Symbol (نشان)". */
function pairsIn(text: string): readonly { readonly name: string; readonly symbol: string }[] {
  return text.split('\n').flatMap((line) => {
    const [, name, symbol] = /^([^:()]+) \([^:()]+\): ([^:()]+) \(/.exec(line) ?? [];
    return name && symbol ? [{ name, symbol }] : [];
  });
}

it('answers, checks, and says nothing from a mirror that was changed', { timeout: 60_000 }, async () => {
  const guide = await builtExample();
  const { mirror } = guide;
  const seat = await ask(mirror, 'who stands in NA-130?');
  expect(seat).toMatchObject({ code: 0, kind: 'seat', seats: ['NA-130'] });
  const [first, other] = pairsIn(seat.text);
  if (!first || !other) throw new Error(`no pairs in ${seat.text}`);

  const choice = await ask(mirror, '130');
  expect(choice).toMatchObject({ kind: 'choose' });
  expect([...choice.seats].sort()).toEqual(['NA-130', 'PA-130']);
  const candidate = await ask(mirror, `what is the symbol of ${first.name} in NA-130`);
  expect(candidate).toMatchObject({ kind: 'candidate', seats: ['NA-130'] });
  expect(candidate.text).toContain(first.symbol);
  expect((await ask(mirror, 'what do I bring')).text).toContain('identity card');
  expect((await ask(mirror, 'ووٹ کب ہے')).text).toContain('8 فروری 2027');
  expect((await ask(mirror, 'kab hai voting', 'en')).text).toContain('8 February 2027');
  expect(await ask(mirror, 'hello')).toMatchObject({ kind: 'unknown', seats: [] });

  const message = `Halqa NA-130: ${first.name} ka nishan ${first.symbol} hai`;
  const agreeing = { verdict: 'agrees', seat: 'NA-130', candidate: first.name, symbol: first.symbol };
  expect(await check(mirror, message)).toMatchObject(agreeing);
  expect(await check(mirror, message.replace(first.symbol, other.symbol))).toMatchObject({
    verdict: 'differs',
    symbol: other.symbol,
    inGuide: { symbol: first.symbol },
    mayBeNewer: true,
  });
  expect(await check(mirror, message.replace(first.name, 'Somebody Else'), false)).not.toMatch(/agrees|true|false/i);

  const [shard = ''] = await readdir(join(mirror, 'targets/regions'));
  const path = join(mirror, 'targets/regions', shard);
  const bytes = await readFile(path);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  await writeFile(path, bytes);
  const refused = await ask(mirror, 'NA-130').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(FaultError);
  expect(String(refused)).toContain('does not verify');
});

it('says until which edition it was as a message says', { timeout: 60_000 }, async () => {
  const guide = await builtExample();
  const row = 'NA-130,1,Firoz Khwabzada,فیروز خواب زادہ,independent,';
  await guide.change('candidates.csv', `${row}comb`, `${row}umbrella`);
  const { code, output } = await guide.build({ now: '2026-12-03T06:00:00Z' });
  expect(code, output.errors.join()).toBe(0);
  const old = await check(guide.mirror, 'NA-130: Firoz Khwabzada, symbol comb');
  expect(old).toMatchObject({ verdict: 'differs', symbol: 'Comb', inGuide: { symbol: 'Umbrella' }, mayBeNewer: true });
  expect(old.text).toContain('It was so until edition 1.');
});
