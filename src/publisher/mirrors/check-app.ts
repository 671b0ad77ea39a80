// The app on a mirror: the page, the worker and every file that it keeps, by the hashes in signed app.json, and of the
// types that browsers insist on. Asked for as the app's own worker asks.
import { isAppError } from '../../core/errors.ts';
import { readAppFiles } from '../../core/held/held.ts';
import { forEachLimited } from '../../core/limited.ts';
import { exchangeOf, failedExchange } from './exchange.ts';
import { finding } from './finding.ts';
import type { Look } from './look.ts';

/** Answers for what is not there; hosts have ways of their own with its address. */
const neverAsked = '404.html';
const atOnce = 4;

export async function checkApp({ vault, entry, asker, others, findings, signal, context }: Look): Promise<void> {
  // Where the guide itself was not had, that is the finding.
  if (!(await vault.readNewest())) return;
  const app = await readAppFiles(vault);
  if (!app || app.files.length === 0) {
    findings.push(finding('no-app', 'it does not carry the app', 'other'));
    return;
  }
  const template = entry.url.includes('{path}') ? entry.url : `${entry.url.replace(/\/$/, '')}/{path}`;
  const wanted = app.files.filter(({ path }) => path !== neverAsked);
  await forEachLimited(wanted, atOnce, async ({ path, sha256, length }) => {
    // By its folder, since some hosts redirect "index.html" there.
    const asked = path === 'index.html' ? '' : path;
    const url = template.split('{path}').join(asked);
    try {
      // A page of HTML in place of a short file is seen whole.
      const answer = await asker.ask({ url, maxBytes: length + 65_536, maxRedirects: 5, signal });
      others.push(exchangeOf(asked, answer, sha256, true));
    } catch (error) {
      if (!isAppError(error)) throw error;
      others.push(failedExchange(asked, error, true));
      if (signal.aborted) throw error;
    }
    context.onProgress(asker.requests());
  });
}
