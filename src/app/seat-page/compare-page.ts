// A seat's page against the list that the phone has verified: the page is made again, and what differs is named row by row.
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import type { HeldHead } from '../../core/held/held.ts';
import { textOf } from '../../paper/markup.ts';
import { type SeatPageRow, seatPageParts } from '../../paper/seat-page/seat-page.ts';
import type { Words } from '../../words/words.ts';
import type { SaidPage, SaidRow } from './said-page.ts';

/** What the page said where the list says `is`; "" where one of them has no such row. */
export interface Difference {
  readonly kind: 'words' | 'missing' | 'added' | 'picture';
  /** Whose row it is: the name, or the number where names differ. */
  readonly who: string;
  readonly said: string;
  readonly is: string;
}

export interface PageVerdict {
  /**
   * `same`: word for word, picture for picture. `words`: the list is the same, words around it are not. `other-edition`: so,
   * because the page is of another edition. `differs`: the list does.
   */
  readonly kind: 'same' | 'words' | 'other-edition' | 'differs';
  /** In the list's order. */
  readonly differences: readonly Difference[];
}

export interface ComparedWith {
  readonly head: HeldHead;
  readonly card: ContestCard;
  /** The guide's languages, as pages are made with. */
  readonly words: readonly Words[];
  /** In which differences are told, where the page has it. */
  readonly language: string;
}

/** Compares. */
export function comparePage(said: SaidPage, { head, card, words, language }: ComparedWith): PageVerdict {
  const { edition, issued } = head;
  // Pictures are compared by their bytes: where they lie is the page's affair.
  const parts = seatPageParts({ head, edition, issued, card }, words, () => '');
  const differences = compareRows(said.rows, card.candidates, parts.rows, language);
  if (differences.length > 0) return { kind: 'differs', differences };
  if (said.edition !== edition) return { kind: 'other-edition', differences };
  const around = inOneLine(`${textOf(parts.head)}\n${textOf(parts.foot)}`);
  return { kind: inOneLine(said.around) === around ? 'same' : 'words', differences };
}

function compareRows(
  said: readonly SaidRow[],
  candidates: readonly Candidate[],
  rows: readonly SeatPageRow[],
  language: string,
): readonly Difference[] {
  const found: Difference[] = [];
  const left = [...said];
  candidates.forEach((candidate, i) => {
    const row = rows[i];
    if (!row) return;
    const at = left.findIndex(({ serial }) => serial === String(candidate.serial));
    const [theirs] = at < 0 ? [] : left.splice(at, 1);
    if (!theirs) found.push({ kind: 'missing', who: '', said: '', is: lineOf(row, language) });
    else if (inOneLine(theirs.text) !== inOneLine(textOf(row.markup)))
      found.push(wordDifference(theirs, row, language));
    else if (isOtherPicture(theirs, candidate))
      found.push({ kind: 'picture', who: '', said: '', is: lineOf(row, language) });
  });
  // Others of the page, and who stands there twice.
  for (const row of left) found.push({ kind: 'added', who: '', said: saidLine(row, language), is: '' });
  return found;
}

/** A picture that is not there misleads nobody. */
function isOtherPicture({ picture }: SaidRow, { symbol, photo }: Candidate): boolean {
  return picture !== null && picture !== symbol?.picture?.sha256 && picture !== photo?.sha256;
}

/** Only what differs, where that is the name or what stands beside it alone: "kettle" says more than the whole row. */
function wordDifference(said: SaidRow, row: SeatPageRow, language: string): Difference {
  const inOrder = [...row.names].sort((a, b) => Number(b.language === language) - Number(a.language === language));
  for (const each of inOrder) {
    const theirs = said.names.get(each.language);
    const name = inOneLine(textOf(each.name));
    const facts = inOneLine(textOf(each.facts));
    if (!theirs || (theirs.name === name && theirs.facts === facts)) continue;
    if (theirs.name === name) return { kind: 'words', who: name, ...shortened(theirs.facts, facts) };
    if (theirs.facts === facts) return { kind: 'words', who: said.serial, said: theirs.name, is: name };
    return { kind: 'words', who: said.serial, said: join(theirs), is: join({ name, facts }) };
  }
  return { kind: 'words', who: said.serial, said: inOneLine(said.text), is: lineOf(row, language) };
}

/** Facts one by one: where the symbol alone differs, it alone is named. */
function shortened(said: string, is: string): Pick<Difference, 'said' | 'is'> {
  const [theirs, ours] = [said.split(' · '), is.split(' · ')];
  const different = ours.filter((fact, i) => fact !== theirs[i]);
  const [only] = different;
  if (theirs.length !== ours.length || different.length !== 1 || only === undefined) return { said, is };
  return { said: theirs[ours.indexOf(only)] ?? said, is: only };
}

function lineOf({ names }: SeatPageRow, language: string): string {
  const told = names.find((each) => each.language === language) ?? names[0];
  return told ? join({ name: textOf(told.name), facts: textOf(told.facts) }) : '';
}

function saidLine({ names, text }: SaidRow, language: string): string {
  const told = names.get(language);
  return told ? join(told) : inOneLine(text);
}

function join({ name, facts }: { readonly name: string; readonly facts: string }): string {
  return inOneLine(facts === '' ? name : `${name}, ${facts}`);
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
