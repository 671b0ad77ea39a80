// Everything that screens show, as types. Nothing here is kept: what is kept lies in the vault.
import type { Drill } from '../core/drill.ts';
import type { ErrorCode } from '../core/errors.ts';
import type { Clip } from '../core/guide/media.ts';
import type { HeldHead, HeldRegion } from '../core/held/held.ts';
import type { Progress } from '../core/ingest/ingest-options.ts';
import type { Slip } from '../core/slip/slip.ts';
import type { MirrorResult } from '../io/mirror/mirror-result.ts';
import type { MirrorEntry } from '../io/mirror/mirror-url.ts';
import type { MirrorBook } from '../io/rounds/mirror-book.ts';
import { firstWords } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import type { Alerts } from './changes/alert-for.ts';
import { home, type Place } from './routes.ts';
import type { Voter } from './seat/voters.ts';

/** What is being fetched. */
export interface Work {
  /**
   * `first`: the answer itself. `pictures`: what makes it whole. `country`: the rest, quietly. `check`: asked by the
   * voter. `look`: for a newer edition, by itself.
   */
  readonly kind: 'first' | 'pictures' | 'country' | 'check' | 'look';
  readonly progress: Progress | null;
  /** What one mirror had is here; the others are asked whether they have something newer. */
  readonly isWithOthers?: true;
}

/** Something that the voter has to be told. */
export interface Trouble {
  readonly code: ErrorCode;
}

export interface State {
  readonly words: Words;
  readonly place: Place;
  readonly isOnline: boolean;
  /** Where the guide is kept; `memory` goes with the tab. */
  readonly storage: 'kept' | 'memory';
  readonly head: HeldHead | null;
  /** The recorded clips of the newest edition held; null where it has none or they are not read yet. */
  readonly clips: { readonly edition: number; readonly clips: readonly Clip[] } | null;
  /** The regions that were opened, by id. */
  readonly regions: ReadonlyMap<string, HeldRegion>;
  /** Regions that no longer stand on a good signature. */
  readonly problems: ReadonlySet<string>;
  readonly work: Work | null;
  /** How the last look of this visit ended: somebody gave a good answer, nobody did, or the voter stopped it. */
  readonly lastLook: 'answered' | 'silent' | 'stopped' | null;
  /** What is remembered of mirrors; null until somebody asks. */
  readonly book: MirrorBook | null;
  /** What mirrors showed themselves to be since that was kept, by address. */
  readonly marks: ReadonlyMap<string, MirrorResult>;
  /** Mirrors that the voter is testing: addresses. */
  readonly testing: ReadonlySet<string>;
  /** The mirror that was removed last, until it is too late to undo. */
  readonly removed: { readonly entry: MirrorEntry; readonly host: string } | null;
  /** The chosen seats are looked for: on the phone, then at the mirror. */
  readonly isBringing: boolean;
  readonly trouble: Trouble | null;
  /** The app itself: whether it opens without internet. */
  readonly shell: 'none' | 'storing' | 'stored' | 'unsupported';
  /** Slips that are newer than the guide, at most one a contest. */
  readonly slips: readonly Slip[];
  /** Voters whose seats are remembered, as they asked. */
  readonly voters: readonly Voter[];
  /** Whether the phone tells of a changed symbol; known once a screen asked. */
  readonly alerts: Alerts;
  /** The voter that was forgotten last and where it stood, until it is too late to undo. */
  readonly forgotten: { readonly seats: Voter; readonly at: number } | null;
  /** The voter asked to keep the language. */
  readonly isLanguageKept: boolean;
  /** Urdu is written in Nastaliq, as the voter chose. */
  readonly isNastaliq: boolean;
  /** A candidate's symbol that the voter opened although it is not final: contest ids. */
  readonly opened: ReadonlySet<string>;
  /** Changes that the voter has seen in this tab: keyOfChange. */
  readonly seenChanges: ReadonlySet<string>;
  /** The edition at the start before this one: what is newer is still shown on the cards. */
  readonly editionBefore: number;
  /** An identity number was typed and thrown away. */
  readonly isIdentityTyped: boolean;
  /** A newer app waits to be used. */
  readonly isUpdateReady: boolean;
  /** The address of the app serves something else than what was signed: seen twice, or beyond doubt. */
  readonly isOriginOdd: boolean;
  /** The browser offers to install. */
  readonly canInstall: boolean;
  /** The voter does not want it on the home screen, or it is there. */
  readonly isInstallDeclined: boolean;
  /** The browser promised not to clear what is kept; null where it says nothing, or was not asked yet. */
  readonly isLasting: boolean | null;
  /** Counts installs of the guide, so that pictures which were missing are looked for again. */
  readonly installs: number;
  /** Regions that the voter chose to give to somebody; none of them means all that is here. */
  readonly giving: readonly string[];
  /** Everything was deleted at the voter's wish. */
  readonly isDeleted: boolean;
  /** The app is cut off from the network, to see that it goes on working. */
  readonly drill: Drill | null;
  /** A drill that has ended, until its report is put away. */
  readonly drillEnd: Drill | null;
  /** The page carries no guide. */
  readonly hasGuide: boolean;
  /** How many guides are on this phone, the app's own included. */
  readonly guides: number;
  /** The guide that was used last, or something of the list of guides, could not be read. */
  readonly isGuideLost: boolean;
}

/** What is shown before anything is known. */
export const firstState: State = {
  words: firstWords,
  place: home,
  isOnline: true,
  storage: 'kept',
  head: null,
  clips: null,
  regions: new Map(),
  problems: new Set(),
  work: null,
  lastLook: null,
  book: null,
  marks: new Map(),
  testing: new Set(),
  removed: null,
  isBringing: false,
  trouble: null,
  shell: 'none',
  slips: [],
  voters: [],
  alerts: 'off',
  forgotten: null,
  isLanguageKept: false,
  isNastaliq: false,
  opened: new Set(),
  seenChanges: new Set(),
  editionBefore: Number.POSITIVE_INFINITY,
  isIdentityTyped: false,
  isUpdateReady: false,
  isOriginOdd: false,
  canInstall: false,
  isInstallDeclined: false,
  isLasting: null,
  installs: 0,
  giving: [],
  isDeleted: false,
  drill: null,
  drillEnd: null,
  hasGuide: true,
  guides: 1,
  isGuideLost: false,
};
