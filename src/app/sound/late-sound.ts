// What a seat's card has to be heard, loaded after it: the card itself says all of it in words and drawings.
import { latePart } from '../kit/late-part.tsx';

export const lateAnswer = latePart(() => import('./answer-sound.tsx').then(({ AnswerSound }) => AnswerSound));
/** For guides that have recordings. */
export const lateSounds = latePart(() => import('./card-sounds.tsx').then(({ CardSounds }) => CardSounds));
