// Whom a station is for, as a list says it: in a column of its own, else inside the station's name. Two are not one: "all" in
// a column says everybody, in "All Saints Hall" it says nothing.
import { fold } from '../../../core/spelling/fold.ts';
import type { PlaceEntry } from '../../content/content.ts';

type Kind = PlaceEntry['kind'];
type Words = Readonly<Record<'men' | 'women' | 'all', readonly string[]>>;

const inNames: Words = {
  men: ['مرد', 'مردانہ', 'male', 'males', 'men', 'gents'],
  women: ['عورت', 'خواتین', 'زنانہ', 'عورتیں', 'female', 'females', 'women', 'ladies'],
  all: ['مشترکہ', 'combined', 'joint', 'mixed', 'both'],
};

const inColumns: Words = {
  men: [...inNames.men, 'man', 'm', 'hommes', 'homme', 'hombres', 'رجال', 'مردوں', 'نارينه'],
  women: [...inNames.women, 'woman', 'f', 'w', 'femmes', 'femme', 'mujeres', 'نساء', 'عورتوں', 'عورتون', 'ښځې'],
  all: [
    ...inNames.all,
    'گڏيل',
    'ګډ',
    'all',
    'everyone',
    'everybody',
    'anyone',
    'tous',
    'toutes',
    'todos',
    'سب',
    'الجميع',
  ],
};

/** @returns null where the cell says something that is none of the three; `unknown` only where it says that itself */
export function kindOfCell(cell: string): Kind | null {
  return fold(cell) === 'unknown' ? 'unknown' : kindIn(cell, inColumns);
}

/** @returns `unknown` where the name does not say it */
export function kindOfName(name: string): Kind {
  return kindIn(name, inNames) ?? 'unknown';
}

function kindIn(text: string, known: Words): Kind | null {
  const words = new Set(fold(text).split(' '));
  const has = (kind: keyof Words): boolean => known[kind].some((word) => words.has(fold(word)));
  if (has('all') || (has('men') && has('women'))) return 'all';
  return has('men') ? 'men' : has('women') ? 'women' : null;
}
