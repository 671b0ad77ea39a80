// From what somebody wants corrected to what it changes.
import type { Words } from '../../words/words.ts';
import type { Content } from '../content/content.ts';
import { candidateEdit, candidateOf } from './candidate-row.ts';
import { type Correction, joined, nameOf, stop, type Wish } from './correction.ts';
import { noticeOf, withdrawnTitle } from './correction-notice.ts';
import { giveSymbol } from './give-symbol.ts';
import { moveStation } from './move-station.ts';

/**
 * @param words of the guide's languages
 * @throws FaultError where the seat, the candidate, the station or the symbol is not there, or nothing would change
 */
export function planCorrection(content: Content, wish: Wish, words: readonly Words[]): Correction {
  if (wish.contest === '') {
    const mend = `name it first: nishan correct ${content.contests[0]?.id ?? 'NA-130'} …`;
    throw stop('correct', 'needs the seat that it is about', mend);
  }
  if (!content.contests.some(({ id }) => id === wish.contest)) {
    throw stop('contests.csv', `there is no seat "${wish.contest}"`, 'write its code as in contests.csv: NA-130');
  }
  const { change } = wish;
  if (change.kind === 'station') return moveStation(content, wish, change, words);
  if (change.kind === 'withdrawn') return withdraw(content, wish, change.serial, words);
  return giveSymbol(content, wish, change, words);
}

function withdraw(content: Content, wish: Wish, serial: number, words: readonly Words[]): Correction {
  const row = candidateOf(content, wish.contest, serial);
  if (row.isWithdrawn) {
    throw stop('candidates.csv', `${nameOf(row)} is marked as withdrawn already`, 'nothing was changed');
  }
  const title = withdrawnTitle(words, wish.contest, row.name);
  const was = content.symbols.find(({ code }) => code === row.symbol)?.name;
  const candidates = content.candidates.map((each) => (each === row ? { ...each, isWithdrawn: true } : each));
  return joined({ ...content, candidates }, [
    {
      edit: candidateEdit(row, 'withdrawn', '', 'yes'),
      notice: noticeOf(content, wish, row, title, was ? { was } : {}),
      line: `${wish.contest}, ${serial} ${nameOf(row)}: withdrawn`,
    },
  ]);
}
