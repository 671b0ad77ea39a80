// What can be heard of something on the screen: the guide's own clip first, else a text for the phone's own voice.

import type { Text } from '../../core/guide/format/text.ts';
import { type Clip, type ClipWish, clipSubject, findClip, messagesOf } from '../../core/guide/media.ts';
import type { Candidate } from '../../core/guide/questions.ts';
import type { BallotSymbol } from '../../core/guide/symbols.ts';
import { isOverruled, symbolView } from '../candidate/candidate-sign.ts';
import { regionSign } from '../held/region-sign.ts';
import type { KnownBallot } from '../seat/voter-ballots.ts';
import { getState } from '../world.ts';

/** Languages in the order in which a voter wants to hear them. */
export function heardLanguages(): readonly string[] {
  const { words, head } = getState();
  return [words.language, ...(head?.guide.languages ?? [])];
}

/** What is heard of something: the guide's clip, and what the phone's own voice reads where there is none. */
export interface Heard {
  readonly of: ClipWish;
  readonly text: Text;
}

/** What is heard of the candidate whom a seat's card is about: the seat's answer, the candidate, or the symbol. */
export function answerOf(ballot: KnownBallot, candidate: Candidate): Heard {
  const { contest } = ballot.card;
  const seat = { of: clipSubject.seat(contest.id), symbol: candidate.symbol?.code };
  const isSaid = maySaySymbol(ballot, candidate) && isOfEdition(ballot) && clipFor(seat) !== null;
  const other = heardOf(ballot, candidate);
  return isSaid ? { ...other, of: seat } : other;
}

/** What is heard of a candidate: the name, or the symbol. */
export function heardOf(ballot: KnownBallot, candidate: Candidate): Heard {
  const { symbol, name, sound, serial } = candidate;
  const of = { of: clipSubject.candidate(ballot.card.contest.id, serial), sound };
  if (!symbol || !maySaySymbol(ballot, candidate)) return { of, text: name };
  const isNamed = isOfEdition(ballot) && clipFor(of) !== null;
  return { of: isNamed ? of : symbolWish(symbol), text: symbol.name };
}

/** What is heard of a symbol, whoever has it. */
export function symbolWish({ code, sound }: BallotSymbol): ClipWish {
  return { of: clipSubject.symbol(code), sound };
}

/** What may not be drawn is not said either. */
function maySaySymbol({ card, held }: KnownBallot, candidate: Candidate): boolean {
  const { id } = card.contest;
  return symbolView(regionSign(held), id) === 'shown' && !isOverruled(id, candidate);
}

/** A number may be another person's in another edition: what speaks of people is heard with its own list alone. */
function isOfEdition({ held }: KnownBallot): boolean {
  return getState().clips?.edition === held.head.edition;
}

/** Messages for who votes in these regions. */
export function heardMessages(regions: readonly string[]): readonly Clip[] {
  const { clips } = getState();
  const found = regions.flatMap((region) => messagesOf(clips?.clips ?? [], region, heardLanguages()));
  return [...new Set(found)];
}

/** The clip for a wish; null where the guide has none, or the list of clips is not here. */
export function clipFor(wish: ClipWish): Clip | null {
  const { clips } = getState();
  return clips && findClip(clips.clips, wish, heardLanguages());
}
