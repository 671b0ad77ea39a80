// Typing anything: a seat, a place, a candidate, a symbol, a polling station, in any spelling. Everything is looked for on
// the phone alone.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Hit } from '../../core/search/search.ts';
import { IdentityBox } from '../find/identity-box.tsx';
import { setTyped } from '../find/type.ts';
import { Ways } from '../find/ways.tsx';
import { NoGuideYet } from '../frame/no-guide-yet.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import sheet from '../kit/sheet.module.css';
import { SeatButton } from '../list/seat-button.tsx';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { mayTypeOn } from '../seat/open-seat.ts';
import { getState } from '../world.ts';
import { candidatesWithSymbol, findTyped, foundCandidate, prepareSearch, whatIsSearched } from './find-typed.ts';
import { CandidateFound, DistrictFound, StationFound, SymbolFound } from './found-rows.tsx';
import styles from './search.module.css';

const maxWithSymbol = 60;
const shownAtOnce = 5;
/** Below this the best is only something like what was typed. */
const surelyMeant = 0.8;

export function Search() {
  const { place, head, installs, isIdentityTyped } = getState();
  useEffect(prepareSearch, [installs]);
  return (
    <>
      <Ways />
      <h1 tabIndex={-1} class={styles.title}>
        <label for="search">{t('search.title')}</label>
      </h1>
      <input
        id="search"
        class={`${sheet.field} ${sheet.wide}`}
        type="search"
        value={place.typed}
        placeholder={t('search.hint')}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="search"
        aria-describedby="searched"
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      {isIdentityTyped && <IdentityBox />}
      {!head && <NoGuideYet />}
      {head && (place.page === '' ? <Results /> : <WithSymbol code={place.page} />)}
      {place.typed === '' && place.page === '' && (
        <div class={sheet.stack}>
          <Button icon="message" label={t('ask.title')} onPress={() => void go({ screen: 'ask' })} />
          <Button icon="check" label={t('check.title')} onPress={() => void go({ screen: 'check' })} />
        </div>
      )}
    </>
  );
}

function Results() {
  const { typed } = getState().place;
  const hits = findTyped(typed);
  const isTyped = typed.trim() !== '';
  const isAlike = isTyped && hits.length > 0 && (hits[0]?.score ?? 0) < surelyMeant;
  return (
    <>
      <p class={styles.count} role="status">
        {isTyped && hits.length > 0 && t('search.found', { n: hits.length })}
      </p>
      {!isTyped && <p>{t('search.any-spelling')}</p>}
      {isTyped && hits.length === 0 && <NothingFound typed={typed} />}
      {isAlike && <Box tone="note" title={t('search.alike')} />}
      {groupsOf(hits).map((group) => (
        <Group key={`${group[0]?.kind} ${typed}`} hits={group} />
      ))}
      <WhatIsSearched />
    </>
  );
}

/** The kind of the best hit comes first. */
function groupsOf(hits: readonly Hit[]): readonly (readonly Hit[])[] {
  return [...new Set(hits.map(({ kind }) => kind))].map((kind) => hits.filter((hit) => hit.kind === kind));
}

const titles = {
  seat: 'search.seats',
  district: 'search.districts',
  candidate: 'search.candidates',
  symbol: 'search.symbols',
  station: 'search.stations',
} as const;

function Group({ hits }: { readonly hits: readonly Hit[] }) {
  const [limit, setLimit] = useState(shownAtOnce);
  const kind = hits[0]?.kind ?? 'seat';
  return (
    <section class={sheet.stack}>
      <h2>{t(titles[kind])}</h2>
      {kind === 'station' && <p class={styles.count}>{t('places.near')}</p>}
      {hits.slice(0, limit).map((hit) => (
        <Found key={keyOf(hit)} hit={hit} />
      ))}
      {hits.length > limit && (
        <Button icon="add" label={t('places.more')} onPress={() => setLimit(limit + 2 * shownAtOnce)} />
      )}
    </section>
  );
}

function keyOf(hit: Hit): string {
  if (hit.kind === 'seat') return hit.seat;
  if (hit.kind === 'symbol') return hit.code;
  return hit.kind === 'district' ? `${hit.district}` : `${hit.seat} ${hit.row}`;
}

function Found({ hit }: { readonly hit: Hit }): ComponentChildren {
  const { head, place } = getState();
  if (hit.kind === 'seat') return <SeatButton code={hit.seat} isAnother={place.isAnother} />;
  if (hit.kind === 'district') return <DistrictFound row={hit.district} name={head?.guide.districts[hit.district]} />;
  if (hit.kind === 'station') return <StationFound region={hit.region} seat={hit.seat} row={hit.row} />;
  if (hit.kind === 'symbol') {
    const symbol = head?.symbols.get(hit.code);
    return symbol ? <SymbolFound symbol={symbol} /> : null;
  }
  const found = foundCandidate(hit.region, hit.seat, hit.row);
  return found ? <CandidateFound {...found} /> : null;
}

/** What to do next. */
function NothingFound({ typed }: { readonly typed: string }) {
  const { isAnother } = getState().place;
  if (mayTypeOn(typed)) return <p class={styles.count}>{t('find.go-on')}</p>;
  if (whatIsSearched().isReading) return <p class={styles.count}>{t('search.reading')}</p>;
  return (
    <>
      <Box tone="note" title={t('search.none', { typed })}>
        <span>{t('search.none-next')}</span>
      </Box>
      <div class={sheet.stack}>
        <Button
          icon="list"
          label={t('find.districts')}
          onPress={() => void go({ screen: 'list', district: -1, isAnother })}
        />
        <Button icon="pad" label={t('find.title')} onPress={() => void go({ screen: 'find', isAnother })} />
      </div>
    </>
  );
}

/** Only what is on this phone is searched; where that is not all, how much of it. */
function WhatIsSearched() {
  const all = getState().head?.guide.regions.length ?? 0;
  const { regions, lists, allLists, isReading } = whatIsSearched();
  return (
    <p class={styles.count} id="searched">
      {isReading ? t('search.reading') : regions < all ? t('search.part', { n: regions, all }) : t('search.here')}{' '}
      {!isReading && lists < allLists && t('search.lists', { n: lists, all: allLists })}
    </p>
  );
}

/** Who has the symbol that was chosen. */
function WithSymbol({ code }: { readonly code: string }) {
  const { head } = getState();
  const found = candidatesWithSymbol(code, maxWithSymbol);
  const symbol = head?.symbols.get(code);
  return (
    <section class={sheet.stack}>
      <h2>
        <Content of={symbol?.name} otherwise={code} />
      </h2>
      {found.length === 0 && <p>{t('search.nobody')}</p>}
      {found.map((each) => (
        <CandidateFound key={`${each.card.seat.code} ${each.candidate.row}`} {...each} />
      ))}
      <WhatIsSearched />
    </section>
  );
}
