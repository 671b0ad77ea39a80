// Where the voter is. The address names the screen alone; a seat, what was typed and what was chosen live in the entry
// of the tab's own history, so that a reload keeps them and nobody reads them in an address.
import { withoutFingerprint } from '../core/compare/install-link.ts';
import { isSlipLetters } from '../core/slip/slip-letters.ts';
import { readClaim } from './sources/hop-claim.ts';
import { readMeeting } from './who/meeting.ts';

export const screens = [
  'find',
  'list',
  'search',
  'ask',
  'check',
  'seat',
  'candidates',
  'candidate',
  'alike',
  'places',
  'day',
  'events',
  'copy',
  'card',
  'guidance',
  'news',
  'history',
  'who',
  'compare',
  'sources',
  'hop',
  'slip',
  'take',
  'give',
  'stream',
  'scan',
  'ready',
  'kept',
  'wipe',
  'guides',
  'language',
  'help',
  'about',
] as const;
export type Screen = (typeof screens)[number];

export interface Place {
  readonly screen: Screen;
  /** Codes of the seats that the voter chose: the first ballot, then others of the same voter. */
  readonly seats: readonly string[];
  /** A contest, for its candidates. */
  readonly contest: string;
  /** A candidate's row in the contest, from 0. */
  readonly row: number;
  /** What was typed on the pad or into a search. */
  readonly typed: string;
  /** A district's row in the guide; -1 where none is chosen. */
  readonly district: number;
  /** The polling place that the voter said is theirs; "" for none. One of another seat's list counts for nothing. */
  readonly station: string;
  /** A page's id. */
  readonly page: string;
  /**
   * What a link or a code said of the guide there, nothing of a voter: at `hop` "<16 hex digits>/<edition>/<root>", at
   * `compare` a meeting's text.
   */
  readonly claim: string;
  /** The seat to be found is another ballot of the same voter. */
  readonly isAnother: boolean;
  /** How many of our own entries lie before this one: whether Back stays in the app. */
  readonly depth: number;
}

/** The first screen. */
export const home: Place = {
  screen: 'find',
  seats: [],
  contest: '',
  row: 0,
  typed: '',
  district: -1,
  station: '',
  page: '',
  claim: '',
  isAnother: false,
  depth: 0,
};

const maxSeats = 8;
const maxTyped = 100;
const seatCode = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const needsSeat: readonly Screen[] = ['seat', 'candidates', 'candidate', 'alike', 'history'];

/** The address of a place: its screen, and nothing of the voter. */
export function addressOf(place: Place): string {
  return place.screen === 'find' ? '#/' : `#/${place.screen}`;
}

/**
 * Where an address and the history entry behind it lead.
 * @param hash "#/seat/NA-130" is a link that somebody shared: the seat is taken from it once, then it has to leave the
 *   address. The same goes for what "#/hop/…" says
 * @param entry `history.state`, which another page of this origin may have written
 */
export function readPlace(hash: string, entry: unknown): Place {
  const [name = '', ...rest] = withoutFingerprint(hash).replace(/^#\/?/, '').split('/').map(decodePart);
  if (name === 's') return { ...home, screen: 'slip', claim: isSlipLetters(rest[0] ?? '') ? (rest[0] ?? '') : '' };
  const screen = screens.find((each) => each === name) ?? 'find';
  const kept = readEntry(entry);
  const shared = screen === 'seat' ? rest.filter((code) => seatCode.test(code)).slice(0, maxSeats) : [];
  const claim = rest.join('/');
  if (screen === 'hop' && readClaim(claim)) return { ...home, screen, claim };
  // The worker's word that what was shared could not be kept.
  if (screen === 'take' && rest[0] === 'lost') return { ...home, ...kept, screen, page: 'lost' };
  const place = shared.length > 0 ? { ...home, seats: shared, screen } : { ...home, ...kept, screen };
  return needsSeat.includes(screen) && place.seats.length === 0 ? { ...home, depth: place.depth } : place;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

function readEntry(entry: unknown): Partial<Place> {
  if (typeof entry !== 'object' || entry === null) return {};
  const { seats, contest, row, typed, district, station, page, claim, isAnother, depth } = entry as Readonly<
    Record<string, unknown>
  >;
  return {
    seats: Array.isArray(seats) ? seats.filter(isSeatCode).slice(0, maxSeats) : [],
    contest: isSeatCode(contest) ? contest : '',
    row: readCount(row, 0),
    typed: typeof typed === 'string' ? typed.slice(0, maxTyped) : '',
    district: readCount(district, -1),
    station: isSeatCode(station) ? station : '',
    page: isSeatCode(page) ? page : '',
    claim: typeof claim === 'string' && (readClaim(claim) || readMeeting(claim) || isSlipLetters(claim)) ? claim : '',
    isAnother: isAnother === true,
    depth: readCount(depth, 0),
  };
}

/** Whether a value looks like a seat's code, or another id of a guide. */
export function isSeatCode(value: unknown): value is string {
  return typeof value === 'string' && seatCode.test(value);
}

function readCount(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : otherwise;
}
