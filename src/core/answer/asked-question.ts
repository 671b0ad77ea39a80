// A question as it is worked on: what was read of it, and what that may mean in this guide.
import type { Moment } from './answer-types.ts';
import type { AskedGuide } from './asked-guide.ts';
import type { Cue, Lexicon } from './lexicon.ts';
import type { Mention } from './reading/phrases.ts';
import type { Reading } from './reading/read-question.ts';
import type { Names } from './reading/resolve-name.ts';

/** A question as it is worked on. */
export interface AskedQuestion {
  readonly asked: AskedGuide;
  readonly lexicon: Lexicon;
  readonly question: string;
  readonly reading: Reading;
  readonly moment: Moment;
  /** Seats that are meant: named, or fitting a bare number. */
  readonly seats: readonly string[];
  readonly names: Names;
  readonly cues: ReadonlySet<Cue>;
  /** Symbols that are named, and are no part of a name. */
  readonly symbols: readonly Mention<string>[];
}
