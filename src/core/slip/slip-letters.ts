// Whether an address may lead to a slip: all that the first screen has to know of one.

/** Longer than the longest slip as text, with room for an address before it. */
export const maxSlipText = 4_096;

/** Whether what stands behind the mark of an address may be a slip. */
export function isSlipLetters(text: string): boolean {
  return text.length <= maxSlipText && /^[A-Za-z0-9_-]{40,}$/.test(text);
}
