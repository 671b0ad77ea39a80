// The answer of a seat's card, to be heard.
import type { Candidate } from '../../core/guide/questions.ts';
import type { KnownBallot } from '../seat/voter-ballots.ts';
import { answerOf } from './heard.ts';
import { SoundButton } from './sound-button.tsx';

interface AnswerSoundProps {
  readonly ballot: KnownBallot;
  readonly candidate: Candidate;
}

export function AnswerSound({ ballot, candidate }: AnswerSoundProps) {
  return <SoundButton {...answerOf(ballot, candidate)} />;
}
