// Types of chrome.mjs, which runs before anything is built.
export function findChrome(): string | null;
export function installChrome(): string;
export function findHeadlessShell(): string | null;
export function prepareHeadlessShell(): string | null;
export const hasOldChromium: boolean;
export function prepareOldChromium(): Promise<string>;
