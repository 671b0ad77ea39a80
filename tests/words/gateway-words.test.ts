// The gateway's texts in each language: every text, the same blanks, short enough, none that nobody says.
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fitsSms, plainSms } from '../../src/core/message/sms-length.ts';
import { loadVoice } from '../../src/doors/gateway/desk/voice.ts';
import english from '../../src/words/gateway/en.json';
import { gatewayLanguages } from '../../src/words/gateway-words.ts';
import type { Message } from '../../src/words/locale.ts';
import smsEnglish from '../../src/words/sms/en.json';
import { smsLanguages } from '../../src/words/sms-words.ts';

const formsOf = (message: Message | undefined): readonly string[] =>
  message === undefined ? [] : typeof message === 'string' ? [message] : Object.values(message);
const blanksOf = (message: Message | undefined): readonly string[] =>
  [...new Set(formsOf(message).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

it('has English and Urdu', () => {
  expect([...gatewayLanguages].sort()).toEqual(expect.arrayContaining(['en', 'ur']));
});

type Texts = Readonly<Record<string, Message>>;

it('says a seat in the same languages, and nothing twice', () => {
  expect([...smsLanguages].sort()).toEqual([...gatewayLanguages].sort());
  expect(Object.keys(english).filter((key) => key in smsEnglish)).toEqual([]);
});

describe.each(gatewayLanguages)('%s', (tag) => {
  it.each([
    ['gateway', english as Texts],
    ['sms', smsEnglish as Texts],
  ])('has every text of English, with its blanks: %s', (folder, wanted) => {
    const file = resolve(import.meta.dirname, `../../src/words/${folder}/${tag}.json`);
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Texts;
    expect(Object.keys(texts)).toEqual(Object.keys(wanted));
    for (const [key, message] of Object.entries(wanted)) {
      expect([key, blanksOf(texts[key])]).toEqual([key, blanksOf(message)]);
      for (const form of formsOf(texts[key])) expect(form.trim()).not.toBe('');
    }
  });

  it('says whole in one SMS what stands for an answer', async () => {
    const { say } = await loadVoice(tag);
    const seat = 'NA-130';
    const alone = [
      say('help', { seat }),
      say('wait'),
      say('identity', { seat }),
      say('leave'),
      say('join-none'),
      say('many', { seat, n: 31 }),
      say('which-many', { n: 30, seat }),
      say('too-old', { seat, date: '21 November 2026' }),
    ];
    for (const text of alone) expect([text, fitsSms(plainSms(text))]).toEqual([text, true]);
  });
});

it('speaks English where there is no such language', async () => {
  expect((await loadVoice('xx')).say('wait')).toBe(english.wait);
});

it('has no text that nobody says', () => {
  const folders = ['src/doors/gateway', 'src/paper', 'src/publisher/broadcast'].map((folder) =>
    resolve(import.meta.dirname, '../..', folder),
  );
  const source = folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => readFileSync(resolve(folder, name), 'utf8')),
    )
    .join('\n');
  expect(Object.keys({ ...english, ...smsEnglish }).filter((key) => !source.includes(`'${key}'`))).toEqual([]);
});
