import type { Page } from 'playwright-core';

export type Steps = (page: Page) => unknown;

export function go(place: Readonly<Record<string, unknown>>): Steps;
export function goHome(page: Page): Promise<void>;
