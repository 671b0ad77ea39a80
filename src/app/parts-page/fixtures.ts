// What the parts are shown with: an invented ballot with the cases that are hard to draw. For development alone.
import type { Candidate, ContestCard, Seat } from '../../core/guide/questions.ts';
import type { EditionSign } from '../held/edition-sign.ts';

export const seat: Seat = {
  code: 'NA-130',
  number: '130',
  name: { en: 'Surkh Wadi-I', ur: 'سرخ وادی 1' },
  district: { en: 'Surkh Wadi', ur: 'سرخ وادی' },
  ballot: {
    id: 'na',
    name: { en: 'National', ur: 'قومی' },
    short: { en: 'National', ur: 'قومی' },
    colour: '#2f8f5b',
    colourName: { en: 'green', ur: 'سبز' },
  },
  regions: [],
};

const candidate = (row: number, name: Candidate['name'], symbol: string, isWithdrawn = false): Candidate => ({
  row,
  serial: row + 1,
  name,
  party: null,
  symbol: { code: symbol, name: { en: symbol }, description: {}, picture: null, isStandIn: false, sound: null },
  photo: null,
  sound: null,
  isWithdrawn,
});

export const card: ContestCard = {
  seat,
  contest: { id: 'NA-130', kind: 'candidates', mark: 'symbol', state: 'open', count: 3 },
  candidates: [
    candidate(0, { en: 'Mehrab Barfabi', ur: 'محراب برف آبی' }, 'Apple'),
    candidate(1, { en: 'Sayyida Nilofar Zafranpuri-Khwabzada bint Mirwan Lehervi, known as Aapa' }, 'Hurricane lamp'),
    candidate(2, { en: 'Marjan Koyalvi', ur: 'مرجان کوئلوی' }, 'Fish', true),
  ],
  endorsements: [],
};

/** How a list's symbols may be shown. */
export const signOf = (symbols: EditionSign['symbols']): EditionSign => ({
  state: 'current',
  tone: 'good',
  word: 'state.current',
  text: 'state.current-text',
  symbols,
  edition: 1,
  newest: null,
});
