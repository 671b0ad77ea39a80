// Small questions about a card that several screens ask.
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import type { EditionSign } from '../held/edition-sign.ts';
import { t } from '../say.ts';
import { getState } from '../world.ts';

/** The one candidate whom the guide's endorsers back here; null where nobody is, or where they differ. */
export function backedCandidate({ candidates, endorsements }: ContestCard): Candidate | null {
  const serials = new Set(endorsements.map(({ serial }) => serial));
  const backed = candidates.filter(({ serial, isWithdrawn }) => serials.has(serial) && !isWithdrawn);
  return serials.size === 1 && backed.length === 1 ? (backed[0] ?? null) : null;
}

/** Names of who backs a candidate, as ids. */
export function backersOf({ endorsements }: ContestCard, { serial }: Candidate): readonly string[] {
  return endorsements.filter((each) => each.serial === serial).map(({ by }) => by);
}

/** What leads to all who stand here: candidates, lists, or answers. */
export function allLabel({ contest, candidates }: ContestCard): string {
  const key =
    contest.kind === 'list' ? 'seat.all-lists' : contest.kind === 'referendum' ? 'seat.all-answers' : 'seat.all';
  return `${t(key)} · ${candidates.length}`;
}

/** How many stand here. */
export function countLabel({ contest, candidates }: ContestCard): string {
  const n = candidates.length;
  if (contest.kind === 'list') return t('seat.lists', { n });
  return t(contest.kind === 'referendum' ? 'seat.answers' : 'seat.candidates', { n });
}

/** Whether a card's symbols may be drawn now. */
export function symbolView({ symbols }: EditionSign, contestId: string): EditionSign['symbols'] {
  return symbols === 'tap' && getState().opened.has(contestId) ? 'shown' : symbols;
}

/** Whether a slip that is newer than the list says something else of this candidate. */
export function isOverruled(contestId: string, { serial, symbol, isWithdrawn }: Candidate): boolean {
  const slip = getState().slips.find(({ contest }) => contest === contestId);
  const said = slip?.candidates.find((each) => each.serial === serial);
  // A slip that lacks names, and says so, says nothing of them.
  if (!said) return slip !== undefined && !slip.isIncomplete;
  return said.symbol !== (symbol?.code ?? null) || said.isWithdrawn !== isWithdrawn;
}

/** The sign of a list for one candidate: where a newer slip says otherwise it is as doubtful as one that was not final. */
export function candidateSign(sign: EditionSign, contestId: string, candidate: Candidate): EditionSign {
  return isOverruled(contestId, candidate) && sign.symbols === 'shown' ? { ...sign, symbols: 'tap' } : sign;
}
