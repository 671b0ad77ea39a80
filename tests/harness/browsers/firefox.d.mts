// Types of firefox.mjs, which runs before anything is built.
export function findFirefox(): string | null;
export function prepareFirefox(): boolean;
