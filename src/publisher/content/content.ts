// The content folder as typed rows: what `import` writes, `check` judges and `build` signs. Every row remembers its
// file and record, so that a message can name the place. Not the wire form: that is src/core/guide.
import type { Event } from '../../core/guide/events.ts';
import type { Text } from '../../core/guide/format/text.ts';
import type { Election, Guide } from '../../core/guide/guide.ts';
import type { Clip } from '../../core/guide/media.ts';
import type { Notice, Page, PageStep } from '../../core/guide/pages.ts';
import type { PollingPlace } from '../../core/guide/places.ts';
import type { ContestRow } from '../../core/guide/shard.ts';
import type { Rows } from './rows/rows.ts';

/** Where a row stands. */
export interface Origin {
  readonly file: string;
  /** Record of the file, the header being 1. */
  readonly row: number;
}

/** A row of contests.csv. */
export interface ContestEntry extends Origin {
  readonly id: string;
  readonly ballot: string;
  readonly name: Text;
  readonly district: Text;
  readonly kind: ContestRow['kind'];
  readonly mark: ContestRow['mark'];
  readonly state: ContestRow['state'];
  /** Rows were held back: the list on the ballot is longer than this one. */
  readonly isIncomplete: boolean;
  /** How many are elected; null where the table does not say. */
  readonly places: number | null;
  readonly previousContestId: string | null;
  /** Its own day of voting, "2027-02-20"; null where it is the election's. */
  readonly day: string | null;
  /** It is voted on again. */
  readonly isRerun: boolean;
  readonly question: Text;
  readonly note: Text;
}

/** A row of regions.csv: one contest in one region. Frozen once written. */
export interface RegionEntry extends Origin {
  readonly contest: string;
  readonly region: string;
  readonly regionName: Text;
}

/** A row of candidates.csv. */
export interface CandidateEntry extends Origin {
  readonly contest: string;
  readonly serial: number;
  readonly name: Text;
  /** A party's id; null for none. */
  readonly party: string | null;
  /** A symbol's code; null where the contest's mark is not a symbol. */
  readonly symbol: string | null;
  /** Files are paths inside the folder: "pictures/kite.svg". */
  readonly photo: string | null;
  readonly sound: string | null;
  readonly isWithdrawn: boolean;
}

/** A row of parties.csv. */
export interface PartyEntry extends Origin {
  readonly id: string;
  readonly name: Text;
  readonly short: Text;
}

/** A row of symbols.csv. */
export interface SymbolEntry extends Origin {
  readonly code: string;
  readonly name: Text;
  readonly description: Text;
  readonly picture: string | null;
  readonly isStandIn: boolean;
  readonly sound: string | null;
  /** Codes of symbols that voters may take for this one; said once for both. */
  readonly alike: readonly string[];
  /** Other spellings that lists use for this symbol; import reads them, the app does not. */
  readonly spellings: readonly string[];
}

/** A row of places.csv: the core's polling place, and the contest whose list it stands on. */
export interface PlaceEntry extends Origin, PollingPlace {
  readonly contest: string;
}

/** A row of areas.csv. */
export interface AreaEntry extends Origin {
  readonly id: string;
  readonly name: Text;
  readonly contests: readonly string[];
  /** Ids of polling places by who votes there. */
  readonly places: {
    readonly all: readonly string[];
    readonly men: readonly string[];
    readonly women: readonly string[];
  };
  /** Block codes and other keys that a voter may know. */
  readonly serves: readonly string[];
}

/** A row of endorsements.csv. */
export interface EndorsementEntry extends Origin {
  readonly by: string;
  readonly contest: string;
  readonly serial: number;
  /** The symbol's code as the endorser's own list has it; null where it names none. */
  readonly symbol: string | null;
  readonly note: Text;
}

/** A row of seats.csv: seats that the country votes on. */
export interface ExpectedEntry extends Origin {
  /** Their ids: one, or a run. */
  readonly seats: readonly string[];
}

/** A row of media.csv: a recorded clip. */
export interface MediaEntry extends Origin {
  readonly id: string;
  /** A path inside the folder: the table's column is "file". */
  readonly sound: string;
  readonly title: Text;
  /** What it speaks of, as core/guide/media.ts names it; null for a message. */
  readonly of: string | null;
  /** The symbol that a seat's answer names. */
  readonly symbol: string | null;
  readonly language: string | null;
  readonly synthetic: boolean;
  readonly voice: Text;
  /** The regions whose pack it is in; [] is what follows from what it speaks of. */
  readonly regions: readonly string[];
}

/** The same thing with files of the folder where the wire has blobs. */
type WithFiles<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]?: string };

export type StepEntry = WithFiles<PageStep, 'picture' | 'sound'>;
export type PageEntry = Omit<WithFiles<Page, 'sound'>, 'steps'> & { readonly steps: readonly StepEntry[] };
export type EventEntry = WithFiles<Event, 'sound'>;
/** A recorded clip; `file` is a path inside the folder. */
export type ClipEntry = Omit<Clip, 'blob'> & { readonly file: string };

/** guide.yaml: all that is not a table. */
export interface GuideFile {
  readonly demo: boolean;
  /** What the app is called outside of itself, where it shall not be told for what it is; "" for its own name. */
  readonly neutralName: string;
  readonly publisher: Guide['publisher'];
  readonly sources: NonNullable<Guide['sources']>;
  readonly licence: Text;
  /** BCP 47 tags; the first is the guide's own. */
  readonly languages: readonly string[];
  readonly election: Election;
  readonly ballots: Guide['ballots'];
  readonly endorsers: NonNullable<Guide['endorsers']>;
  readonly mirrors: NonNullable<Guide['mirrors']>;
  readonly pages: readonly PageEntry[];
  readonly notices: readonly Notice[];
  readonly events: readonly EventEntry[];
  readonly media: readonly ClipEntry[];
}

/** A whole folder. Tables keep the order of their files. */
export interface Content {
  readonly dir: string;
  readonly guide: GuideFile;
  /** [] where nobody said which seats to expect. */
  readonly expected: readonly ExpectedEntry[];
  readonly contests: readonly ContestEntry[];
  readonly regions: readonly RegionEntry[];
  readonly candidates: readonly CandidateEntry[];
  readonly parties: readonly PartyEntry[];
  readonly symbols: readonly SymbolEntry[];
  readonly places: Rows<PlaceEntry>;
  readonly areas: readonly AreaEntry[];
  readonly endorsements: readonly EndorsementEntry[];
  readonly media: readonly MediaEntry[];
}
