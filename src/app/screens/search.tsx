// Typing anything: a seat, a place, a candidate, a symbol. Everything is looked for on the phone alone.
import { useEffect } from 'preact/hooks';
import type { Hit } from '../../core/guide/search.ts';
import { go } from '../actions/navigate.ts';
import { openCandidate } from '../actions/open-candidate.ts';
import {
  candidatesWithSymbol,
  type FoundCandidate,
  findTyped,
  foundCandidate,
  prepareSearch,
  searchedRegions,
} from '../actions/search.ts';
import { setTyped } from '../actions/type.ts';
import { Box } from '../parts/box.tsx';
import { Content } from '../parts/content.tsx';
import { IdentityBox } from '../parts/identity-box.tsx';
import { NoGuideYet } from '../parts/no-guide-yet.tsx';
import { Picture } from '../parts/picture.tsx';
import { SeatButton } from '../parts/seat-button.tsx';
import { Ways } from '../parts/ways.tsx';
import { plain, t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './search.module.css';

const maxWithSymbol = 60;

export function Search() {
  const { place, head, installs, isIdentityTyped } = getState();
  useEffect(() => void prepareSearch(), [installs]);
  return (
    <>
      <Ways />
      <h1 tabIndex={-1}>
        <label for="search">{t('search.title')}</label>
      </h1>
      <input
        id="search"
        class={styles.field}
        type="search"
        value={place.typed}
        placeholder={t('search.hint')}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="search"
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      {isIdentityTyped && <IdentityBox />}
      {!head && <NoGuideYet />}
      {head && (place.page === '' ? <Results /> : <WithSymbol />)}
    </>
  );
}

function Results() {
  const { place, head } = getState();
  const hits = findTyped(place.typed);
  const all = head?.guide.regions.length ?? 0;
  const searched = searchedRegions();
  const seats = hits.flatMap((hit) => (hit.kind === 'seat' ? [hit.seat] : []));
  const symbols = hits.flatMap((hit) => (hit.kind === 'symbol' ? [hit.code] : []));
  const candidates = hits.flatMap(candidateOf);
  const groups = [
    seats.length > 0 && <Seats key="seats" codes={seats} />,
    candidates.length > 0 && <Candidates key="candidates" found={candidates} />,
    symbols.length > 0 && <Symbols key="symbols" codes={symbols} />,
  ];
  // The kind of the best hit comes first.
  const order = ['seats', 'candidates', 'symbols'].indexOf(`${hits[0]?.kind ?? 'seat'}s`);
  return (
    <>
      <p class={styles.count} role="status">
        {place.typed !== '' && hits.length > 0 && t('search.found', { n: hits.length })}
      </p>
      {place.typed !== '' && hits.length === 0 && (
        <Box tone="note" title={t('search.none', { typed: place.typed })}>
          <span>{t('search.none-next')}</span>
        </Box>
      )}
      {[groups[order], ...groups.filter((_, i) => i !== order)]}
      {searched < all && <p class={styles.count}>{t('search.part', { n: searched, all })}</p>}
    </>
  );
}

function candidateOf(hit: Hit): readonly FoundCandidate[] {
  const found = hit.kind === 'candidate' ? foundCandidate(hit.region, hit.seat, hit.row) : null;
  return found ? [found] : [];
}

function Seats({ codes }: { readonly codes: readonly string[] }) {
  const { place } = getState();
  return (
    <section class={styles.group}>
      <h2>{t('search.seats')}</h2>
      {codes.map((code) => (
        <SeatButton key={code} code={code} isAnother={place.isAnother} />
      ))}
    </section>
  );
}

function Candidates({ found }: { readonly found: readonly FoundCandidate[] }) {
  return (
    <section class={styles.group}>
      <h2>{t('search.candidates')}</h2>
      {found.map(({ candidate, seat, row }) => (
        <button type="button" key={`${seat} ${row}`} class={styles.hit} onClick={() => void openCandidate(seat, row)}>
          <span class={styles.picture}>
            <Picture blob={candidate.symbol?.picture ?? null} description="" name={plain(candidate.symbol?.name)} />
          </span>
          <span class={styles.names}>
            <b>
              <Content of={candidate.name} />
            </b>
            <span>
              <bdi>{seat}</bdi> · <Content of={candidate.symbol?.name} otherwise={t('candidate.no-picture')} />
            </span>
          </span>
        </button>
      ))}
    </section>
  );
}

function Symbols({ codes }: { readonly codes: readonly string[] }) {
  const { head, place } = getState();
  return (
    <section class={styles.group}>
      <h2>{t('search.symbols')}</h2>
      {codes.map((code) => {
        const symbol = head?.symbols.get(code);
        return (
          <button
            type="button"
            key={code}
            class={styles.hit}
            onClick={() => void go({ screen: 'search', page: code, typed: place.typed })}
          >
            <span class={styles.picture}>
              <Picture blob={symbol?.picture ?? null} description="" name={plain(symbol?.name)} />
            </span>
            <span class={styles.names}>
              <b>
                <Content of={symbol?.name} otherwise={code} />
              </b>
              <span>
                <Content of={symbol?.description} />
              </span>
            </span>
          </button>
        );
      })}
    </section>
  );
}

/** Who has the symbol that was chosen. */
function WithSymbol() {
  const { place, head } = getState();
  const found = candidatesWithSymbol(place.page, maxWithSymbol);
  return (
    <>
      <h2>
        <Content of={head?.symbols.get(place.page)?.name} otherwise={place.page} />
      </h2>
      <Candidates found={found} />
    </>
  );
}
