// What the gateway wants of whoever answers: kinds, seats and a text. How it comes about is not the gateway's business.

/** What was answered. */
export interface Answered {
  readonly kind: 'seat' | 'choose' | 'candidate' | 'place' | 'bring' | 'when' | 'notice' | 'unknown';
  /** Codes of the seats that it is about, or to choose from. */
  readonly seats: readonly string[];
  /** Who it names as the answer. */
  readonly candidates: readonly { readonly seat: string; readonly serial: number }[];
  /** All of it in words, what matters most first; "" where the seats say it. */
  readonly text: string;
}

/** @param language one that the gateway speaks */
export type Answerer = (question: string, language: string, now: Date) => Answered;
