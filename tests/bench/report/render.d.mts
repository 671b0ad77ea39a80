// Types of render.mjs.
import type { Comparison } from './comparisons.mjs';
import type { Goal } from './goals.mjs';
import type { KeptBench, KeptTest, Results, Row } from './results.mjs';

export function fillMarkers(document: string, parts: ReadonlyMap<string, string>): string;
export function renderParts(
  results: Results,
  goals: readonly Goal[],
  comparisons: readonly Comparison[],
): Map<string, string>;
export function missedGoals(results: Results, goals: readonly Goal[]): readonly Goal[];
export function findRow(
  results: Results,
  bench: string,
  figure: string,
): { readonly row: Row; readonly run: KeptBench; readonly test: KeptTest } | null;
