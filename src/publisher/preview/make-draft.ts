// A draft of a content folder: checked, signed with keys of no worth, written as a mirror in a folder of its own. The content
// folder is only read: no lock, no published/, no keys. Pictures that were made small are kept in made/, as by a build.
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildReport, buildMirror, type DraftDesk } from '../build/build-mirror.ts';
import { checkContent, checkFolder } from '../check/check-content.ts';
import type { Content } from '../content/content.ts';
import type { Fault } from '../content/fault.ts';
import { throwawayRing } from '../keys/throwaway-ring.ts';
import { leaveOut, type Reduced } from './leave-out.ts';

/** Makes drafts one after the other, under one root. */
export interface DraftMaker {
  /** The mirror of the last draft that could be made. */
  readonly mirror: string;
  /**
   * @returns what the check found; no report where a fault keeps a draft from being made: the one before stays then
   * @throws FaultError `no-folder`; AppError where the app would refuse the draft
   */
  make(options?: MakeOptions): Promise<MadeDraft>;
}

export interface MakeOptions {
  /** Show what can be shown: seats whose lists have faults without their candidates. */
  readonly mayLeaveOut: boolean;
}

export interface MadeDraft {
  /** The folder as it is. */
  readonly content: Content;
  readonly faults: readonly Fault[];
  /** Seats that the draft shows without candidates. */
  readonly leftOut: readonly string[];
  readonly report: BuildReport | null;
}

export interface DraftOptions {
  /** The content folder. */
  readonly dir: string;
  /** An empty folder for what is made, private to whoever runs this. */
  readonly home: string;
  /** The built app; null leaves it out. */
  readonly shellDir: string | null;
}

export async function openDraft({ dir, home, shellDir }: DraftOptions): Promise<DraftMaker> {
  const draft: DraftDesk = { keys: throwawayRing(() => randomBytes(32)), dir: join(home, 'desk') };
  const mirror = join(home, 'mirror');
  await mkdir(draft.dir, { recursive: true });
  return {
    mirror,
    async make({ mayLeaveOut } = { mayLeaveOut: false }) {
      const { content, faults } = await checkFolder(dir);
      const shown = showable(content, faults, mayLeaveOut);
      if (!shown) return { content, faults, leftOut: [], report: null };
      const now = new Date(Math.floor(Date.now() / 1000) * 1000);
      const report = await buildMirror({
        content: shown.content,
        mirror,
        now,
        shellDir,
        timestampOnly: false,
        draft,
        archives: { car: false, torrent: false },
        onStage() {},
      });
      return { content, faults, leftOut: shown.seats, report };
    },
  };
}

function showable(content: Content, faults: readonly Fault[], mayLeaveOut: boolean): Reduced | null {
  // What waits for a sign-off is what a draft is looked at for.
  const errors = faults.filter(isError);
  if (errors.length === 0) return { content, seats: [] };
  const reduced = mayLeaveOut ? leaveOut(content, errors) : null;
  return reduced && !checkContent(reduced.content, null).some(isError) ? reduced : null;
}

function isError({ severity }: Fault): boolean {
  return severity === 'error';
}
