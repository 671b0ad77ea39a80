import type { Plugin } from 'vite';
import type { Node } from './module-syntax.mjs';

export function classicEntry(): Plugin;

interface Rendered {
  readonly code: string;
  readonly map: null;
}

export function asScript(code: string, tree: Node, fileName: string): Rendered;
export function withoutImport(code: string, tree: Node, entry: string): Rendered | null;
export function refuseCycles(chunks: Readonly<Record<string, { readonly imports: readonly string[] }>>): void;
