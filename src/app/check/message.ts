// The message that is being checked: in memory alone, and gone with the guide.
import { createStore } from '../store.ts';
import { onOtherGuide } from '../world.ts';

const maxLength = 4_000;
/** A longer text is none that people pass on in a chat. */
const maxMessageLength = 8_000;
const leastWords = 3;

export const messageStore = createStore<{ readonly message: string }>({ message: '' });

onOtherGuide(forgetMessage);

/** Puts a message to be checked. */
export function putMessage(text: string): void {
  messageStore.set({ message: text.trim().slice(0, maxLength) });
}

/** Makes room for another one. */
export function forgetMessage(): void {
  messageStore.set({ message: '' });
}

/** Words that somebody wrote: to be checked against the list, since there is no guide in them. */
export function isMessage(text: string): boolean {
  return text.length <= maxMessageLength && (text.match(/\p{L}+/gu) ?? []).length >= leastWords;
}
