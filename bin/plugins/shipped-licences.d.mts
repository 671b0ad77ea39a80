import type { Plugin } from 'vite';

export function shippedLicences(): Plugin;

export function shippedLicenceTexts(): {
  readonly packages: readonly {
    readonly name: string;
    readonly version: string;
    readonly licence: string;
    readonly notice: string;
  }[];
  readonly texts: readonly { readonly names: readonly string[]; readonly text: string }[];
};
