// The real list as a guide that can be asked. Nothing of it is signed.
import { type AskedGuide, openAskedGuide } from '../../../src/core/answer/asked-guide.ts';
import type { Guide } from '../../../src/core/guide/guide.ts';
import { things } from '../../../src/words/asked/things.ts';
import { type National, openNational } from '../search/national-guide.ts';
import { demoContent } from './demo-content.ts';

const ballotNames: Readonly<Record<string, Guide['ballots'][number]['name']>> = {
  NA: { en: 'National Assembly', ur: 'قومی اسمبلی' },
  PP: { en: 'Punjab Assembly', ur: 'پنجاب اسمبلی' },
  PS: { en: 'Sindh Assembly', ur: 'سندھ اسمبلی' },
  PK: { en: 'Khyber Pakhtunkhwa Assembly', ur: 'خیبر پختونخوا اسمبلی' },
};

export function askNational(national: National): AskedGuide {
  const guide: Guide = {
    ...national.guide,
    ...demoContent.guide,
    ballots: national.guide.ballots.map((ballot) => ({ ...ballot, name: ballotNames[ballot.id] ?? ballot.name })),
    seats: national.guide.seats,
    districts: national.guide.districts,
    regions: national.guide.regions,
  };
  const { symbols, parties, shards, places } = national;
  return openAskedGuide(
    { ...demoContent, guide, symbols, parties, shards, places, search: openNational(national) },
    things,
  );
}
