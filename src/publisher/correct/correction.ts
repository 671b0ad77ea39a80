// What a correction is, before anything is written: the cells of the tables, the notice that tells it, and the same in
// words for whoever decides. A correction never changes a name's spelling: that is no news, and is done in the table.

import { pickText, type Text } from '../../core/guide/format/text.ts';
import type { Notice } from '../../core/guide/pages.ts';
import type { CandidateEntry, Content } from '../content/content.ts';
import { FaultError } from '../content/fault.ts';
import type { CellEdit } from './edit-table.ts';

/** What is to change in one seat. */
export type Change =
  | {
      readonly kind: 'symbol';
      readonly serial: number;
      readonly symbol: string;
      readonly swap: boolean;
      /** Whoever backs the candidate under the old symbol backs the person: their row follows. */
      readonly stillEndorsed: boolean;
    }
  | { readonly kind: 'withdrawn'; readonly serial: number }
  | { readonly kind: 'station'; readonly id: string; readonly name: Text; readonly address: Text };

export interface Wish {
  readonly contest: string;
  readonly change: Change;
  readonly reason: Text;
  readonly order: Text;
  /** An ISO instant. */
  readonly at: string;
}

export interface Correction {
  readonly edits: readonly CellEdit[];
  /** What the voters read, one for each candidate or station. */
  readonly notices: readonly Notice[];
  /** The content as it will be. */
  readonly content: Content;
  /** For the publisher: "NA-130, 4 Ali Khan: Kite → Lantern". */
  readonly lines: readonly string[];
}

/** One candidate's or one station's part of it. */
export interface Part {
  readonly edit: CellEdit;
  readonly notice: Notice;
  readonly line: string;
}

/** The parts as one, over the content as it will be. */
export function joined(content: Content, parts: readonly Part[]): Correction {
  return {
    edits: parts.map(({ edit }) => edit),
    notices: parts.map(({ notice }) => notice),
    content,
    lines: parts.map(({ line }) => line),
  };
}

/** In the row's own language, for the publisher. */
export function nameOf({ name }: CandidateEntry): string {
  return shown(name);
}

/** In any language that it has. */
export function shown(text: Text | undefined): string {
  return pickText(text, [])?.text ?? 'nothing';
}

/** Why a correction cannot be made. */
export function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'correct', file, message, fix }]);
}
