import type { Plugin } from 'vite';

export function localeNames(): Plugin;
