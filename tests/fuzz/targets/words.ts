// What people type, ask and pass on, against the example's list; and the mending of words that lists come with.
import { answer } from '../../../src/core/answer/answer.ts';
import { openAskedGuide } from '../../../src/core/answer/asked-guide.ts';
import { checkForward } from '../../../src/core/forward/check-forward.ts';
import { parseGuide } from '../../../src/core/guide/guide.ts';
import { parseNotices, parsePages } from '../../../src/core/guide/pages.ts';
import { seatNumber, seatsForTyped } from '../../../src/core/guide/questions.ts';
import { parseShard } from '../../../src/core/guide/shard.ts';
import { parseParties, parseSymbols } from '../../../src/core/guide/symbols.ts';
import { cutToSms, fitsSms, plainSms } from '../../../src/core/message/sms-length.ts';
import { openSearch } from '../../../src/core/search/search.ts';
import { likeness, soundOf } from '../../../src/core/search/sound.ts';
import { fold, foldedWords } from '../../../src/core/spelling/fold.ts';
import { readJoin } from '../../../src/doors/gateway/desk/join.ts';
import { namesSender, scrubbed } from '../../../src/doors/gateway/desk/scrub.ts';
import { html } from '../../../src/paper/markup.ts';
import {
  calmCapitals,
  cleanText,
  shortSlug,
  slug,
  textByScript,
} from '../../../src/publisher/import/text/clean-text.ts';
import { findTurn, openLexicon as openTurns, turnText } from '../../../src/publisher/import/text/turn-text.ts';
import { openLexicon } from '../../../src/words/asked/lexicon.ts';
import { things } from '../../../src/words/asked/things.ts';
import { loadWords } from '../../../src/words/languages.ts';
import type { Corpus } from '../corpus.ts';
import { type FuzzTarget, mustHold } from '../target.ts';
import { changeAsText, textOf, utf8 } from './inputs.ts';

const moment = { now: new Date('2027-02-01T12:00:00Z'), deviceOffset: 300 };
const maxQuestion = 2_000;
const maxMessage = 8_000;

const questions = [
  '130',
  'NA-130',
  'what is the symbol of NA one hundred thirty',
  'این اے ۱۳۰ کا نشان کیا ہے؟',
  'apple kis ka nishan hai',
  'Where do I vote? My card is 35202-1234567-1',
  'mein ne kahan vote dalna hai pa 30 plz',
  'join NA-130',
];
const messages = [
  'BREAKING: in NA-130 the kite is now the symbol of Ali, forward to all!!!',
  'این اے 130 میں نشان پتنگ ہے\nاین اے 131 میں کشتی\n*سب کو بھیجیں*',
  'NA-130: 1. Apple 2. Kite\nPA-30: Fish',
];
const cells = ['محمد علی', 'ﻣﺤﻤﺪ ﻋﻠﻲ', 'MUHAMMAD ALI (late)', 'Rana\u200f Sanaullah\u00a0 Khan', 'كیتلی', 'یلع دمحم'];

export async function wordTargets(corpus: Corpus): Promise<readonly FuzzTarget[]> {
  const guide = parseGuide(corpus.target('guide/guide'));
  const symbols = parseSymbols(corpus.target('guide/symbols'));
  const parties = parseParties(corpus.target('guide/parties'));
  const shards = [parseShard(corpus.target('regions/neel-koh'))];
  const search = openSearch(guide, symbols, parties, things);
  for (const shard of shards) search.addShard(shard);
  while (search.readPiece());
  const pages = parsePages(corpus.target('guide/pages'));
  const notices = parseNotices(corpus.target('guide/notices'));
  const head = { guide, symbols, parties, pages, notices, edition: 1, issued: '2027-01-10T09:00:00Z' };
  const asked = openAskedGuide({ ...head, shards, search, places: new Map() }, things);
  const words = await Promise.all(['en', 'ur'].map(loadWords));
  const lexicons = words.map((each) => openLexicon(each, guide.languages));
  const turns = openTurns(cells.flatMap((cell) => cell.split(' ')));
  const named = (name: string, seeds: readonly string[], run: (text: string) => unknown, share = 1): FuzzTarget => ({
    name,
    seeds: seeds.map(utf8),
    change: changeAsText,
    run: (bytes) => run(textOf(bytes)),
    share,
  });
  return [
    named(
      'search',
      questions,
      (text) => {
        const hits = search.find(text);
        mustHold(
          hits.length <= 50 && hits.every(({ score }) => score > 0 && Number.isFinite(score)),
          'few, and scored',
        );
        seatsForTyped(guide, text);
      },
      0.3,
    ),
    named(
      'answer',
      questions,
      (text) => {
        const kinds = lexicons.map((lexicon) => {
          const { kind, text: said, seats } = answer(asked, text.slice(0, maxQuestion), lexicon, moment);
          mustHold(said.length < 20_000, 'an answer is short');
          mustHold(
            seats.every((seat) => guide.seats.code.includes(seat)),
            'seats are the guide’s',
          );
          return kind;
        });
        return kinds.join(' ');
      },
      0.05,
    ),
    named(
      'forward',
      messages,
      (text) => {
        const [one, other] = lexicons.map((lexicon) => checkForward(asked, text.slice(0, maxMessage), lexicon));
        mustHold(one?.verdict === other?.verdict, 'a verdict is the same in every language');
        return one?.verdict;
      },
      0.04,
    ),
    named('fold', [...questions, ...cells], (text) => {
      mustHold(fold(fold(text)) === fold(text), 'folding twice is folding once');
      foldedWords(text);
      seatNumber(text);
    }),
    named('sound', cells, (text) => {
      const words = foldedWords(text).slice(0, 6);
      for (const word of words) {
        const [own, other] = [soundOf(word), soundOf(words[0] ?? '')];
        const share = likeness(own, other);
        mustHold(share >= 0 && share <= 1.000001, 'likeness is a share');
      }
    }),
    named('clean-text', cells, (text) => {
      for (const language of ['ur', 'en', 'fa', '']) {
        const { text: clean } = cleanText(text, language);
        const again = cleanText(clean, language);
        mustHold(again.text === clean && again.mends.length === 0, 'what is clean stays so');
        mustHold(!/[\u202a-\u202e\u2066-\u2069]/.test(clean), 'no marks that turn text around');
      }
    }),
    named('names-of-lists', cells, (text) => {
      for (const language of Object.keys(textByScript(text, ['en', 'ur'])))
        mustHold(['en', 'ur'].includes(language), 'tags');
      calmCapitals(text);
      for (const id of [slug(text), shortSlug(text)]) mustHold(id === null || /^[a-z0-9-]+$/.test(id), 'ids are plain');
      for (const turn of ['letters', 'shapes'] as const) turnText(text.slice(0, 400), turn, turns);
      findTurn([text.slice(0, 400)], cells);
    }),
    named('sms', [...questions, ...messages], (text) => {
      const cut = cutToSms(text, ['Ali', 'پتنگ']);
      mustHold(fitsSms(cut), 'it fits one message');
      mustHold(plainSms(plainSms(text)) === plainSms(text), 'plain stays plain');
      const { text: left } = scrubbed(text);
      mustHold(scrubbed(left).hadNumber === false, 'no long number is left');
      namesSender(text, '+923001234567');
      readJoin(text, new Map());
    }),
    named('markup', [...questions, '<b>&amp;"\''], (text) => {
      const [attribute, words] = [html`<p title="${text}"></p>`.toString(), html`<p>${text}</p>`.toString()];
      mustHold(attribute.split('"').length === 3, 'an attribute stays one');
      mustHold(words.split('<').length === 3 && words.split('>').length === 3, 'text stays text');
      mustHold(!/&(?!(amp|lt|gt|quot|nbsp);)/.test(attribute + words), 'and so do entities');
    }),
  ];
}
