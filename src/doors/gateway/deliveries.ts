// What becomes of the questions of a delivery: answered, limited, known already, or sent back because too many wait.
// Counts are of questions, never of people.
import type { Asked, Channel, Delivery, Reply, Spoken } from './channel.ts';
import { type Desk, type ReplyOptions, replyTo, waitReply } from './desk/reply.ts';
import { Outbox } from './outbox.ts';
import type { RateLimit } from './rate-limit.ts';
import type { ShortMemory } from './short-memory.ts';

/** Numbers since the start. */
export interface Counts {
  /** Questions that were genuine. */
  asked: number;
  /** Replies that a provider took. */
  answered: number;
  /** Not answered, since their sender asked too much. */
  limited: number;
  /** Delivered before, and answered then. */
  repeated: number;
  /** Deliveries that were not the provider's. */
  refused: number;
  /** Deliveries that were the provider's, and of a form that nobody here knows. */
  unread: number;
  /** Deliveries sent back, since too many replies wait. */
  full: number;
  /** Replies that could not be sent. */
  lost: number;
}

export function noCounts(): Counts {
  return { asked: 0, answered: 0, limited: 0, repeated: 0, refused: 0, unread: 0, full: 0, lost: 0 };
}

/** What answers. */
export interface Answering {
  readonly options: ReplyOptions;
  readonly limit: RateLimit;
  /** Messages that were answered, by keyed hashes. */
  readonly known: ShortMemory<true>;
  readonly counts: Counts;
  readonly now: () => Date;
  /** A provider let a reply fall. */
  onLost(channel: string, status: number): void;
}

/** What a delivery is answered with. */
export type Handled =
  | { readonly kind: 'taken'; readonly spoken: Spoken | null }
  /** The provider brings it again. */
  | { readonly kind: 'later' }
  | { readonly kind: 'not-genuine' }
  /** `isOurs`: its fields are what the configuration says, which may be wrong. */
  | { readonly kind: 'not-read'; readonly isOurs: boolean };

interface Job {
  readonly to: string;
  readonly reply: Reply;
}

export interface QueueSizes {
  readonly most: number;
  readonly atOnce: number;
  readonly patienceMs: number;
}

/** The deliveries of one channel. */
export class Deliveries {
  readonly #channel: Channel;
  readonly #answering: Answering;
  readonly #outbox: Outbox<Job> | null;

  constructor(channel: Channel, answering: Answering, sizes: QueueSizes) {
    this.#channel = channel;
    this.#answering = answering;
    const { send } = channel;
    const { counts } = answering;
    this.#outbox = send
      ? new Outbox<Job>({
          ...sizes,
          send: ({ to, reply }) => send(to, reply),
          onSent: () => void counts.answered++,
          onLost: (status) => {
            counts.lost++;
            answering.onLost(channel.name, status);
          },
        })
      : null;
  }

  /** Replies that are not sent yet. */
  get waiting(): number {
    return this.#outbox?.size ?? 0;
  }

  /** Nothing of a delivery is read before it is known to be the provider's. */
  take(desk: Desk | null, delivery: Delivery): Handled {
    const { counts } = this.#answering;
    if (!this.#channel.isGenuine(delivery)) {
      counts.refused++;
      return { kind: 'not-genuine' };
    }
    if (!desk) return { kind: 'later' };
    const questions = this.#channel.read(delivery);
    if (!questions) {
      counts.unread++;
      return { kind: 'not-read', isOurs: this.#channel.name === 'sms' };
    }
    if (this.#outbox && !this.#outbox.hasRoom(questions.length)) {
      counts.full++;
      return { kind: 'later' };
    }
    let spoken = this.#channel.speak('', null);
    for (const asked of questions) {
      const reply = this.#replyTo(desk, asked);
      if (!reply) continue;
      if (this.#outbox) {
        this.#outbox.offer({ to: asked.from, reply });
      } else {
        spoken = this.#channel.speak(asked.from, reply);
        counts.answered++;
      }
    }
    return { kind: 'taken', spoken };
  }

  /** @returns how many replies were left behind */
  async drain(ms: number): Promise<number> {
    return (await this.#outbox?.drain(ms)) ?? 0;
  }

  #replyTo(desk: Desk, asked: Asked): Reply | null {
    const { counts, known, limit, options, now } = this.#answering;
    const { name } = this.#channel;
    // Where the reply is in the answer, a delivery comes again because nobody got it.
    const message = this.#outbox && asked.id !== '' ? `${name} ${asked.id}` : null;
    if (message !== null && known.get(message)) {
      counts.repeated++;
      return null;
    }
    counts.asked++;
    if (message !== null) known.set(message, true);
    const allowed = limit.take(`${name} ${asked.from}`);
    if (allowed === 'yes') return replyTo(desk, asked, name, options, now());
    counts.limited++;
    return allowed === 'first' ? waitReply(desk, asked, options, now()) : null;
  }
}
