import type { Plugin } from 'vite';

export function carrierShell(): Plugin;
