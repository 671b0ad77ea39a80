// What can be heard of something on the screen: the guide's own clip first, else a text for the phone's own voice.
import { type Clip, type ClipWish, clipSubject, findClip, messagesOf } from '../core/guide/media.ts';
import type { Candidate } from '../core/guide/questions.ts';
import type { KnownBallot } from './voter-ballots.ts';
import { getState } from './world.ts';

/** Languages in the order in which a voter wants to hear them. */
export function heardLanguages(): readonly string[] {
  const { words, head } = getState();
  return [words.language, ...(head?.guide.languages ?? [])];
}

/** What is heard of the candidate whom a seat's card is about: the seat's answer, the candidate, or the symbol. */
export function answerWish(ballot: KnownBallot, candidate: Candidate): ClipWish {
  const { contest } = ballot.card;
  const symbol = candidate.symbol?.code;
  const seat = { of: clipSubject.seat(contest.id), symbol };
  return isOfEdition(ballot) && clipFor(seat) ? seat : candidateWish(ballot, candidate);
}

/** What is heard of a candidate: the name, or the symbol. */
export function candidateWish(ballot: KnownBallot, candidate: Candidate): ClipWish {
  const of = clipSubject.candidate(ballot.card.contest.id, candidate.serial);
  const wish = { of, sound: candidate.sound };
  const { symbol } = candidate;
  const isAbout = isOfEdition(ballot) && clipFor(wish) !== null;
  return isAbout || !symbol ? wish : { of: clipSubject.symbol(symbol.code), sound: symbol.sound };
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
