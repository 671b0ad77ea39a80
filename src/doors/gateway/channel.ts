// What a channel is to the gateway: how a provider's delivery is told from anybody's, what was asked, how a reply goes back.
import type { IncomingHttpHeaders } from 'node:http';

/** A question as a provider delivered it. It lives until it is answered, and nothing of it is kept. */
export interface Asked {
  /** Who asked: a telephone number, or the provider's id of a person. */
  readonly from: string;
  /** The provider's id of this message; "" where it gives none. */
  readonly id: string;
  /** "" for what is no text: a voice, a sticker. */
  readonly text: string;
  /** What the provider says of the asker's language: "ur-PK"; "" where it says nothing. */
  readonly hint: string;
}

/** A picture that is drawn when it is first sent. */
export interface ReplyPicture {
  /** The same key is the same picture; says nothing of who asked. */
  readonly key: string;
  /** @returns a PNG; null where it cannot be drawn */
  draw(): Promise<Uint8Array | null>;
}

/** What is said. */
export interface Reply {
  /** At most one SMS long. */
  readonly text: string;
  readonly picture: ReplyPicture | null;
  /** What may be asked next, in the words to send. */
  readonly next: readonly string[];
}

/** A delivery, before anybody knows whose it is. */
export interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
  readonly body: Uint8Array;
}

/** What answers a delivery where the reply goes in the answer itself. */
export interface Spoken {
  readonly type: string;
  readonly body: string;
}

export type ChannelName = 'telegram' | 'whatsapp' | 'messenger' | 'sms';

/** One provider. */
export interface Channel {
  readonly name: ChannelName;
  /** Where it delivers: "/telegram". */
  readonly path: string;
  /** What a provider wants to hear before it delivers; null where it asks falsely, or never asks. */
  handshake(query: URLSearchParams): string | null;
  /** Whether it is from the provider. Nothing of a delivery is read before. */
  isGenuine(delivery: Delivery): boolean;
  /** @returns null where it is not of the provider's form */
  read(delivery: Delivery): readonly Asked[] | null;
  /** Sends by the provider's API; null where the reply goes in the answer. @throws ProviderRefusal */
  readonly send: ((to: string, reply: Reply) => Promise<void>) | null;
  /** The answer that holds the reply, or that holds none. */
  speak(to: string, reply: Reply | null): Spoken | null;
}

/** The one value of a header; "" where there is none, or several. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name.toLowerCase()];
  return typeof value === 'string' ? value : '';
}
