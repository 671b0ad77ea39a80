import type { Plugin } from 'vite';

export function oneHash(): Plugin;
