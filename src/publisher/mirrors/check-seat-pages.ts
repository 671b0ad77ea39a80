// The pages of seats on a mirror, a few of them: made again from the signed list and compared, since nobody signs them. One
// that was changed reaches people before any app does.
import { isSameBytes } from '../../core/bytes.ts';
import { findShell } from '../commands/find-shell.ts';
import { seatPagesIn } from '../seat-pages/make-seat-pages.ts';
import { isOfOtherVersion, judgeOtherPage } from '../seat-pages/other-version.ts';
import { finding } from './finding.ts';
import type { Look } from './look.ts';

/** A country has hundreds, and whoever changes one changes those that are asked for: spread over the list. */
const looksAt = 6;

export async function checkSeatPages({ vault, entry, asker, findings, signal }: Look): Promise<void> {
  const made = [...(await seatPagesIn(vault))].filter(([path]) => path.endsWith('.html'));
  const step = Math.max(1, Math.floor(made.length / looksAt));
  const some = made.filter((_, i) => i % step === 0).slice(0, looksAt);
  const template = entry.url.includes('{path}') ? entry.url : `${entry.url.replace(/\/$/, '')}/{path}`;
  const isOther = await isOfOtherVersion(vault, findShell(undefined));
  for (const [path, want] of some) {
    const url = template.split('{path}').join(path);
    const answer = await asker.ask({ url, maxBytes: want.length + 65_536, maxRedirects: 5, signal });
    // A mirror without them serves phones all the same.
    if (answer.status === 404) continue;
    const body = answer.status === 200 ? answer.body : null;
    if (body && isOther && judgeOtherPage(body, want) === 'other-version') {
      const what = 'another version of nishan made it, and it cannot be compared';
      findings.push(finding('seat-page-version', what, 'other', path));
    } else if (!body || !isSameBytes(body, want)) {
      findings.push(finding('seat-page', 'it is not the page that the signed list makes', 'other', path));
    }
  }
}
