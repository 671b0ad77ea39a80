// The preview of a folder: makes a draft, shows it, and makes the next one when something was saved. While the folder has a
// fault that keeps a draft from being made, the last good one stays, with what is wrong beside it.
import type { PanelState } from '../../panel/state.ts';
import { requireFolder } from '../content/read-content.ts';
import { describeFailure } from '../describe-failure.ts';
import { type DraftMaker, openDraft } from './make-draft.ts';
import { placeFaults } from './place-faults.ts';
import { type PanelTexts, servePreview } from './preview-server.ts';
import { printOf, watchFolder } from './watch-folder.ts';

export interface PreviewFolderOptions {
  /** The content folder: it is only read. */
  readonly dir: string;
  /** An empty folder that only this user can read. */
  readonly home: string;
  readonly shellDir: string;
  readonly panel: PanelTexts;
  readonly port: number;
  /** After each draft, and each try that made none. */
  readonly onState: (state: PanelState) => void;
}

export interface Preview {
  readonly url: string;
  close(): Promise<void>;
}

const noDraft: PanelState = { draft: 0, madeAt: '', guide: '', isShown: false, leftOut: [], failure: '', faults: [] };

/** @throws FaultError `no-folder`; the error of node:net ("EADDRINUSE") where the port is taken */
export async function openPreview(options: PreviewFolderOptions): Promise<Preview> {
  const { dir, home, shellDir, panel, port, onState } = options;
  await requireFolder(dir);
  const maker = await openDraft({ dir, home, shellDir });
  const print = await printOf(dir);
  let state = await nextState(maker, noDraft);
  const server = await servePreview({ port, mirror: maker.mirror, panel, state: () => state });
  onState(state);
  const watched = watchFolder(dir, print, async () => {
    state = await nextState(maker, state);
    server.tell();
    onState(state);
  });
  return {
    url: server.url,
    async close() {
      await watched.close();
      await server.close();
    },
  };
}

async function nextState(maker: DraftMaker, before: PanelState): Promise<PanelState> {
  try {
    // Once everything could be shown, that stays until everything can be again.
    const hadWhole = before.draft > 0 && before.leftOut.length === 0;
    const { content, faults, leftOut, report } = await maker.make({ mayLeaveOut: !hadWhole });
    const placed = { faults: placeFaults(content, faults), failure: '' };
    if (!report) return { ...before, ...placed, isShown: false };
    // The same bytes: an open page stays as it is.
    const isNew = report.changed || before.draft === 0;
    return {
      ...placed,
      draft: isNew ? before.draft + 1 : before.draft,
      madeAt: isNew ? clock(new Date()) : before.madeAt,
      guide: report.guideId,
      isShown: true,
      leftOut,
    };
  } catch (error) {
    // Whoever edits may be in the middle of moving files: the next save tries again.
    return { ...before, isShown: false, failure: describeFailure(error) };
  }
}

function clock(now: Date): string {
  return [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}
