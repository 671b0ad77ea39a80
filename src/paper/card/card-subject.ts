// What of a seat's list a picture may show. The one place that decides whether a symbol is drawn: a picture travels on
// without the app, and nobody can take it back.
import { type Candidate, type ContestCard, isOff } from '../../core/guide/questions.ts';

/**
 * Why a picture shows nobody. `off`: nobody votes by this list, or nobody may rely on it. `old`: its symbols may have
 * changed since. `overruled`: a newer slip says otherwise. `withdrawn`: who was asked for. `question`: answers are no
 * candidates. `many`: more than can be read. `empty`: no list yet.
 */
export type NobodyWhy = 'off' | 'old' | 'overruled' | 'withdrawn' | 'question' | 'many' | 'empty';

export type CardSubject =
  | { readonly kind: 'one'; readonly candidate: Candidate }
  | { readonly kind: 'list'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'nobody'; readonly why: NobodyWhy };

export interface SubjectOptions {
  /** Who the picture is asked for; null for who alone is backed here, else everybody. */
  readonly chosen: Candidate | null;
  /** Whether the state of the edition lets symbols be shown without being asked for. */
  readonly areSymbolsShown: boolean;
  /** Whether something newer says otherwise of a candidate. */
  readonly isOverruled: (candidate: Candidate) => boolean;
}

/** As many as can still be read on a phone. */
const mostListed = 24;

/** Decides what a picture of this seat shows. */
export function cardSubject(card: ContestCard, { chosen, areSymbolsShown, isOverruled }: SubjectOptions): CardSubject {
  if (isOff(card)) return nobody('off');
  if (!areSymbolsShown) return nobody('old');
  if (card.contest.kind === 'referendum') return nobody('question');
  if (chosen?.isWithdrawn) return nobody('withdrawn');
  const standing = card.candidates.filter(({ isWithdrawn }) => !isWithdrawn);
  if (standing.length === 0) return nobody('empty');
  const one = chosen ?? oneBacked(standing, card.endorsements);
  const shown = one ? [one] : standing;
  if (shown.some(isOverruled)) return nobody('overruled');
  if (one) return { kind: 'one', candidate: one };
  // A list in part would be a choice that nobody made.
  return standing.length > mostListed ? nobody('many') : { kind: 'list', candidates: standing };
}

/** What a picture shows of a list that is good as it is. */
export function plainSubject(card: ContestCard): CardSubject {
  return cardSubject(card, { chosen: null, areSymbolsShown: true, isOverruled: () => false });
}

function nobody(why: NobodyWhy): CardSubject {
  return { kind: 'nobody', why };
}

/** The one candidate whom all endorsements here are for; null where they differ, or who is backed has withdrawn. */
function oneBacked(standing: readonly Candidate[], endorsements: ContestCard['endorsements']): Candidate | null {
  const serials = new Set(endorsements.map(({ serial }) => serial));
  return serials.size === 1 ? (standing.find(({ serial }) => serials.has(serial)) ?? null) : null;
}
