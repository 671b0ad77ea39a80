// What was asked in this visit, with the answers. In memory alone: it goes with the tab, and with the guide.
import type { Answer } from '../../core/answer/answer-types.ts';
import { createStore } from '../store.ts';
import { getState, onOtherGuide } from '../world.ts';
import { answerHere } from './asked-here.ts';

/** A question, and what it was answered with. */
export interface Turn {
  readonly id: number;
  readonly question: string;
  /** null while what is held is still being read. */
  readonly answer: Answer | null;
}

const maxTurns = 30;
const maxLength = 500;
let nextId = 1;

export const talkStore = createStore<{ readonly turns: readonly Turn[] }>({ turns: [] });

onOtherGuide(forgetTalk);

/** Puts a question. */
export function ask(question: string): void {
  const typed = question.trim().slice(0, maxLength);
  if (typed === '') return;
  const answer = answerHere(typed);
  // The question as it stands on the screen must not keep what the answer threw away.
  const said = answer?.hasIdentity ? '…' : typed;
  talkStore.set({ turns: [...talkStore.get().turns, { id: nextId++, question: said, answer }].slice(-maxTurns) });
}

/** Answers what waited until everything was read. */
export function answerWaiting(): void {
  const { turns } = talkStore.get();
  if (getState().head === null || turns.every(({ answer }) => answer !== null)) return;
  const answered = turns.map((turn) => {
    const answer = turn.answer ?? answerHere(turn.question);
    return answer === null ? turn : { ...turn, answer, question: answer.hasIdentity ? '…' : turn.question };
  });
  if (answered.some((turn, i) => turn !== turns[i])) talkStore.set({ turns: answered });
}

/** Begins anew. */
export function forgetTalk(): void {
  talkStore.set({ turns: [] });
}
