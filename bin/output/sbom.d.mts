import type { Plugin } from 'vite';

export interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses: readonly unknown[];
}

export const sbomFile: string;
export function sbom(): Plugin;
export function makeSbom(): { readonly components: readonly Component[]; readonly metadata: unknown };
