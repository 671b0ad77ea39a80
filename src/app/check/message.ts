// The message that is being checked: in memory alone, and gone with the guide.
import { createStore } from '../store.ts';
import { onOtherGuide } from '../world.ts';

const maxLength = 4_000;

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
