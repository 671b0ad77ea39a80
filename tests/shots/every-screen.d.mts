import type { Steps } from './steps.mjs';

export const screens: Readonly<Record<string, { readonly steps: Steps; readonly whole?: boolean }>>;
