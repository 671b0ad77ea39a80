import type { Page } from 'playwright-core';

type Steps = (page: Page) => unknown;

export const screens: Readonly<Record<string, { readonly steps: Steps; readonly whole?: boolean }>>;
export const states: Readonly<Record<string, { readonly before: Steps; readonly after: Steps }>>;
export function go(place: Readonly<Record<string, unknown>>): Steps;
export function goHome(page: Page): Promise<void>;
