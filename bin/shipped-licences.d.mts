import type { Plugin } from 'vite';

export function shippedLicences(): Plugin;
