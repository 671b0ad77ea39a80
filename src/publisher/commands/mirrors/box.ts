// `nishan box`: a mirror lent by a laptop or a small computer without internet, over https where there is a certificate.
import { readFile } from 'node:fs/promises';
import { AppError } from '../../../core/errors.ts';
import { openShelf } from '../../../doors/box/box-content.ts';
import { type BoxCertificate, readCertificate, warnBelowDays } from '../../../doors/box/certificate.ts';
import { startBox } from '../../../doors/box.ts';
import { folderSource } from '../../build/folders/folder-source.ts';
import { FaultError } from '../../content/fault.ts';
import { type Served, serveMirror } from '../../serve.ts';
import type { Output } from '../output.ts';
import { writeBoxKit } from './box-kit.ts';
import { explainListening, parsePort, requireMirror } from './serve.ts';

/** As they were typed. */
export interface BoxWords {
  readonly mirror: string;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly domain?: string | undefined;
  /** Where to listen: of the https side where there is a certificate, else of the page. */
  readonly port?: string | undefined;
  /** Of the page, with and without an https side beside it. */
  readonly httpPort?: string | undefined;
  readonly host?: string | undefined;
  readonly kit?: string | undefined;
}

/**
 * Lends until `stopped` settles, or writes the kit.
 * @returns the exit code
 * @throws FaultError where what was typed cannot be done, or the mirror is not what a phone would take
 */
export async function box(words: BoxWords, stopped: Promise<void>, output: Output): Promise<number> {
  await requireMirror(words.mirror);
  const certificate = await certificateOf(words);
  if (certificate) tellCertificate(certificate, output);
  else refuseTwoPorts(words);
  if (words.kit !== undefined) {
    return writeBoxKit({ ...words, kit: words.kit, certificate }, output).catch((error: unknown) => {
      throw explainMirror(error, words.mirror);
    });
  }

  const host = words.host ?? '0.0.0.0';
  output.progress('reading the mirror as a phone does');
  const shelf = await openShelf(folderSource(words.mirror), () => new Date()).catch((error: unknown) => {
    throw explainMirror(error, words.mirror);
  });
  const opened: { close(): Promise<void> }[] = [shelf];
  try {
    const app = certificate && (await openApp(words, certificate, host));
    if (app) opened.unshift(app.site);
    const port = parsePort((app ? words.httpPort : (words.port ?? words.httpPort)) ?? '80');
    const page = await startBox({ port, host, content: () => shelf.content(), app: app?.told ?? null }).catch(
      (error: unknown) => {
        throw explain(error, String(port), app || words.port === undefined ? '--http-port' : '--port', host);
      },
    );
    opened.unshift(page);
    const { about, offers } = await shelf.content();
    const [whole] = offers;
    output.out(`Edition ${about.edition}, whole: ${((whole?.bytes ?? 0) / 1e6).toFixed(1)} MB as one file.`);
    if (app) output.out(`Phones install from ${app.told.url}`);
    else
      output.out('Without a certificate nothing can be installed from here: the page offers what is read, and files.');
    output.out(`The page for every other name: http://${host === '0.0.0.0' ? 'localhost' : host}:${page.port}/`);
    output.out('Ctrl+C stops it. The name has to lead to this computer: docs/recipes/box.md');
    await stopped;
    return 0;
  } finally {
    for (const each of opened) await each.close();
  }
}

interface OpenApp {
  readonly site: Served;
  readonly told: { readonly name: string; readonly url: string; daysLeft(): number };
}

async function openApp(words: BoxWords, certificate: BoxCertificate, host: string): Promise<OpenApp> {
  const port = parsePort(words.port ?? '443');
  const { cert, key, name, ends } = certificate;
  const site = await serveMirror({ dir: words.mirror, port, host, tls: { cert, key } }).catch((error: unknown) => {
    throw explain(error, String(port), '--port', host);
  });
  const url = `https://${name}${site.port === 443 ? '' : `:${site.port}`}/`;
  const daysLeft = (): number => Math.max(0, Math.floor((ends.getTime() - Date.now()) / 86_400_000));
  return { site, told: { name, url, daysLeft } };
}

async function certificateOf({ cert, key, domain }: BoxWords): Promise<BoxCertificate | null> {
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined) {
    const missing = cert === undefined ? '--cert' : '--key';
    throw stop(missing, 'is missing', 'https wants a certificate and its key: --cert FILE --key FILE');
  }
  const files = { cert: await readFile(cert, 'utf8'), key: await readFile(key, 'utf8'), domain };
  const read = readCertificate(files, new Date());
  if ('problem' in read) throw stop(cert, read.problem, read.fix);
  return read;
}

/** Without https there is one page, and so one port. */
function refuseTwoPorts({ port, httpPort }: BoxWords): void {
  if (port === undefined || httpPort === undefined || port === httpPort) return;
  const fix = 'give one of the two; for https give a certificate: --cert FILE --key FILE';
  throw stop('--http-port', `is ${httpPort} and --port ${port}, and without a certificate there is one page`, fix);
}

function tellCertificate({ names, daysLeft, name }: BoxCertificate, output: Output): void {
  const days = daysLeft === 1 ? '1 day' : `${daysLeft} days`;
  output.out(`Certificate for ${names.join(', ')}; this box is ${name}; ${days} left.`);
  if (daysLeft < warnBelowDays) {
    output.err(`warning: ${days} left: after that no phone installs from this box. Fetch a new one before the day.`);
  }
}

function explainMirror(error: unknown, mirror: string): unknown {
  if (!(error instanceof AppError)) return error;
  const what = typeof error.details.path === 'string' ? `${error.code}, ${error.details.path}` : error.code;
  return stop(mirror, `a phone would not take this mirror whole (${what})`, 'copy it again from where it was built');
}

/** Below 1024 is what phones ask for: another port is no help. */
function explain(error: unknown, port: string, option: string, host: string): unknown {
  if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
    const message = `port ${port} may not be opened by you`;
    return stop(
      option,
      message,
      'run it with sudo: phones ask on ports 80 and 443; for a try choose others, like 8080',
    );
  }
  return explainListening(error, { port, host });
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'box', file, message, fix }]);
}
