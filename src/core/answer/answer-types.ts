// What an answer is, before anybody draws or prints it.

import type { Event } from '../guide/events.ts';
import type { Met } from '../guide/meaning/counterfeits.ts';
import type { Notice, Page } from '../guide/pages.ts';
import type { Standing } from './asked-guide.ts';

/** What an answer is about. */
export type AnswerKind =
  | 'seat'
  | 'choose'
  | 'candidate'
  | 'place'
  | 'bring'
  | 'when'
  | 'notice'
  | 'greeting'
  | 'unknown';

/** An answer as whoever shows it needs it. */
export interface Answer {
  readonly kind: AnswerKind;
  /** Codes of the seats that it is about, or to choose from. */
  readonly seats: readonly string[];
  /** Who it names as the answer, each with the symbol of the list. */
  readonly candidates: readonly Standing[];
  /** Whether what was asked ("is it true that …") agrees with the list; null where nothing was claimed. */
  readonly holds: boolean | null;
  /** The guide's page that answers. */
  readonly page: Page | null;
  readonly notices: readonly Notice[];
  /** Meetings and rides that answer. */
  readonly events: readonly Event[];
  /** Copies that the question names or repeats, as the publisher's notices say. */
  readonly met: readonly Met[];
  /** The same in words, and the first lines of `text`; "" where nothing was met. */
  readonly warning: string;
  /** An identity number was in the question; it is in nothing that came of it. */
  readonly hasIdentity: boolean;
  /** All of it in words, a line for each thing. */
  readonly text: string;
}

/** The moment that a question is asked. */
export interface Moment {
  readonly now: Date;
  /** Minutes from UTC by the asker's own clock: used where the guide tells no offset. */
  readonly deviceOffset: number;
}
