// What a checked message is, before anybody draws or prints it.
import type { Standing } from '../answer/asked-guide.ts';
import type { Met } from '../guide/meaning/counterfeits.ts';
import type { Notice } from '../guide/pages.ts';

/** What came of a comparison. */
export type Verdict = 'agrees' | 'differs' | 'not-in-guide' | 'unclear';

/** One thing that a message says: this candidate, here, under this symbol. */
export interface Claim {
  /** As the list has it. */
  readonly standing: Standing;
  /** Codes of the symbols that may be meant by what was written. */
  readonly said: readonly string[];
  readonly holds: boolean;
  /** The last edition in which the list said what the message says; null where that is not known. */
  readonly until: number | null;
}

/** A message, compared with the list. */
export interface ForwardCheck {
  readonly verdict: Verdict;
  /** The seat that the message names, where it names one. */
  readonly seat: string | null;
  /** A seat as it was written, where the guide has none like it. */
  readonly missing: string | null;
  /** A seat that is named, and whose list is not held. */
  readonly lacking: string | null;
  /** What could be made out, in the message's order. */
  readonly claims: readonly Claim[];
  /** Who is named, where no symbol came with the name. */
  readonly named: readonly Standing[];
  /** Codes of the symbols that the message names. */
  readonly symbols: readonly string[];
  /** Seats where somebody of that name stands, where the seat named has nobody. */
  readonly elsewhere: readonly string[];
  readonly notices: readonly Notice[];
  /** Copies that the message names or repeats, as the publisher's notices say; they change no verdict. */
  readonly met: readonly Met[];
  /** Name and symbol are the list's, and the message says something beside them: maybe the opposite. */
  readonly hasMore: boolean;
  /** The list's day of the vote, where the message names another day: "2027-02-08". */
  readonly votingDay: string | null;
  /** It has to be said that a newer list may exist. */
  readonly mayBeNewer: boolean;
  readonly text: string;
}
