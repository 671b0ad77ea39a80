// Types of machine.mjs.
import type { Load, Machine } from './results.mjs';

export function describeMachine(top: string): Machine & { readonly commit: string };
export function watchLoad(): { stop(): Load };
export function isQuiet(load: Load, cores: number): boolean;
