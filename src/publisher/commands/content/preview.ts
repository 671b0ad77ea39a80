// `nishan preview DIR`: the guide as voters would see it, before anybody signed it, and again after each save.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { script, style } from '../../../panel/panel.ts?shell';
import type { PanelState } from '../../../panel/state.ts';
import { FaultError } from '../../content/fault.ts';
import { openPreview } from '../../preview/preview.ts';
import { counted } from '../counted.ts';
import { findShell } from '../find-shell.ts';
import { explainListening, parsePort } from '../mirrors/serve.ts';
import type { Output } from '../output.ts';

export interface PreviewWords {
  readonly dir: string;
  /** As it was typed. */
  readonly port: string;
  /** The built app; looked for beside the command where it is left out. */
  readonly shell?: string | undefined;
}

/**
 * Shows drafts until `stopped` settles, and leaves nothing behind.
 * @returns the exit code
 * @throws FaultError where the folder is not there, the app is not built, or the port is wrong or in use
 */
export async function previewCommand(words: PreviewWords, stopped: Promise<void>, output: Output): Promise<number> {
  const port = parsePort(words.port);
  const shellDir = findShell(words.shell);
  if (shellDir === null) {
    const fix = 'run `npm run build` first';
    const message = 'the app is not built';
    throw new FaultError([{ severity: 'error', code: 'no-app', file: '--shell', message, fix }]);
  }
  // mkdtemp makes it readable by this user alone.
  const home = await mkdtemp(join(tmpdir(), 'nishan-preview-'));
  try {
    output.progress('making the first draft');
    const panel = { script, style };
    const onState = (state: PanelState): void => tell(state, output);
    const preview = await openPreview({ dir: words.dir, home, shellDir, panel, port, onState }).catch(
      (error: unknown) => {
        throw explainListening(error, { port: words.port });
      },
    );
    output.out(`${words.dir} as a draft: ${preview.url}`);
    output.out('It follows what you save. Only this computer can open it. Ctrl+C stops it; nothing of it is kept.');
    await stopped;
    await preview.close();
    return 0;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

function tell({ draft, madeAt, isShown, failure, faults, leftOut }: PanelState, output: Output): void {
  const errors = faults.filter(({ kind }) => kind === 'error');
  const toSign = faults.filter(({ kind }) => kind === 'to-sign').length;
  const warnings = faults.filter(({ kind }) => kind === 'warning').length;
  if (isShown) {
    const rest = [
      ...(leftOut.length > 0
        ? [`${counted(leftOut.length, 'seat')} without candidates: ${counted(errors.length, 'error')} to mend`]
        : []),
      ...(toSign > 0 ? [`${toSign} to sign off`] : []),
      ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
    ];
    output.out([`${madeAt} draft ${draft}`, ...rest].join(', '));
    tellErrors(errors, output);
    return;
  }
  const stays = draft > 0 ? `draft ${draft} of ${madeAt} stays` : 'no draft yet';
  output.err(`${stays}: ${failure === '' ? `${counted(errors.length, 'error')} to mend` : failure}`);
  tellErrors(errors, output);
}

function tellErrors(errors: PanelState['faults'], output: Output): void {
  for (const { where, message, fix } of errors.slice(0, 5)) output.err(`  ${where} — ${message}. Mend: ${fix}`);
}
