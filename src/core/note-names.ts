// Notes of a vault that the app's start asks for by name, apart from the code that knows what stands in them: that code is
// loaded where there is such a note.

/** What is remembered of mirrors (io/rounds/mirror-book.ts). */
export const mirrorNote = 'mirrors';
/** Signed slips that are kept beside the guide (core/slip/take-slip.ts). */
export const slipsNote = 'slips';
/** Which hand Urdu is written in (app/language/nastaliq.ts). */
export const handNote = 'hand';
