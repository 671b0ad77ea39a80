// From what happened to what it means: each exchange with a mirror is judged as a browser and the app would take it.
import type { AppError } from '../../core/errors.ts';
import type { Exchange } from './exchange.ts';
import { type Finding, type FindingCode, finding } from './finding.ts';
import type { Host } from './host.ts';

/** A 404 up to this many bytes is small change. */
const small404 = 1_000;
/** A cache that holds the timestamp or a 404 longer than this delays editions. */
const longestCacheSeconds = 600;
const dayInSeconds = 86_400;
/** Metadata from here on is worth compressing. */
const worthPacking = 1_000;

interface Seen {
  readonly code: FindingCode;
  readonly message: string;
}

/** What was found in the exchanges with one mirror, each code once, with its first file and how many there were. */
export function judgeExchanges(exchanges: readonly Exchange[], host: Host): readonly Finding[] {
  const found = new Map<FindingCode, Finding>();
  for (const exchange of exchanges) {
    for (const { code, message } of judge(exchange)) {
      const before = found.get(code);
      if (before) found.set(code, { ...before, count: before.count + 1 });
      else found.set(code, finding(code, message, host, exchange.path));
    }
  }
  return [...found.values()];
}

function judge(exchange: Exchange): readonly Seen[] {
  const { failure, status } = exchange;
  if (failure) return [judgeFailure(failure)];
  if (status === null) return [];
  const kind = kindOf(exchange.path);
  const seen = [...judgeRedirects(exchange, kind)];
  if (status >= 300 && status < 400) return seen;
  const isThere = status >= 200 && status < 300 && !isHtmlInPlace(exchange, kind);
  if (!isThere && !exchange.isWanted) return [...seen, ...judgeMissing(exchange)];
  if (!exchange.isReadable && kind !== 'app') {
    seen.push(see('cors', 'a page of another address may not read it (Access-Control-Allow-Origin)'));
  }
  if (!isThere) seen.push(judgeAbsence(exchange, kind));
  else seen.push(...judgeBytes(exchange, kind), ...judgeType(exchange, kind), ...judgeCaching(exchange, kind));
  return seen;
}

type Kind = 'metadata' | 'file' | 'first' | 'app';

function kindOf(path: string): Kind {
  if (path.startsWith('metadata/')) return 'metadata';
  if (path.startsWith('first/')) return 'first';
  return /^(targets|blobs)\//.test(path) ? 'file' : 'app';
}

function see(code: FindingCode, message: string): Seen {
  return { code, message };
}

/** Words of the system for a certificate that a browser would refuse as well. */
const certificateWords = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME|ERR_TLS|ERR_SSL|EPROTO/;

function judgeFailure({ code, details }: AppError): Seen {
  const got = String(details.got ?? '');
  if (code === 'source/slow') return see('slow', 'it did not answer in time');
  if (code === 'source/too-long') return see('slow', 'it sends more than a whole guide can have');
  if (code === 'source/cut-short') return see('cut-short', `the answer ended early, after ${got} bytes`);
  if (certificateWords.test(got)) return see('certificate', `no safe connection: ${got}`);
  return see('unreachable', got === '' ? 'no answer' : `no answer: ${got}`);
}

function judgeRedirects({ redirects, path }: Exchange, kind: Kind): readonly Seen[] {
  const [first] = redirects;
  if (first === undefined) return [];
  const message = `it is redirected to ${first}`;
  if (kind === 'metadata') return [see('metadata-redirected', message)];
  return path === '' ? [] : [see('file-redirected', message)];
}

/** The app's own page is HTML; for anything else it is somebody's page in its place. */
function isHtmlInPlace({ type, path }: Exchange, kind: Kind): boolean {
  return type === 'text/html' && (kind !== 'app' || !(path === '' || path.endsWith('.html')));
}

/** What answers the question for the next root, or for a hash that nobody has. */
function judgeMissing({ status, isReadable, wireBytes, cacheSeconds }: Exchange): readonly Seen[] {
  const seen: Seen[] = [];
  if (status === 200) seen.push(see('soft-404', 'it answers 200 with a page for what is not there'));
  else if (status !== 404 && status !== 410) seen.push(see('odd-404', `it answers ${status} for what is not there`));
  if (!isReadable) seen.push(see('cors-404', 'a page of another address may not read its 404'));
  if (wireBytes > small404) seen.push(see('big-404', `its 404 has ${wireBytes} bytes`));
  if (cacheSeconds > longestCacheSeconds) seen.push(see('cached-404', `its 404 may be kept for ${cacheSeconds} s`));
  return seen;
}

function judgeAbsence({ status, path }: Exchange, kind: Kind): Seen {
  if (status === 404 || status === 410) {
    if (kind === 'app') return see('app-missing', 'a file of the app is not there');
    return kind === 'first'
      ? see('no-first', 'the bundle for a first answer is not there')
      : see('missing', 'not there');
  }
  if (status === 200) return see('html', `it answers with a page of HTML in place of ${path}`);
  return see('refused', `it answers ${status}`);
}

function judgeBytes({ match, encoding, wireBytes }: Exchange, kind: Kind): readonly Seen[] {
  switch (match) {
    case 'packed':
      return [see('content-encoding', 'it is gzipped, and the answer does not say so, or it is gzipped twice')];
    case 'mislabelled':
    case 'undecodable':
      return [see('content-encoding', `it says Content-Encoding: ${encoding}, and the bytes are something else`)];
    case 'other':
      return [see(kind === 'app' ? 'app-changed' : 'wrong-bytes', `its ${wireBytes} bytes are not the signed ones`)];
    case 'cut':
      return [see(kind === 'app' ? 'app-changed' : 'wrong-bytes', 'it is longer than what is signed')];
    case 'signed':
    case 'unknown':
      return [];
  }
}

/** HTML standard: JavaScript MIME type essence match. */
const scriptType = /^(text|application)\/(x-)?(java|ecma)script$|^text\/(javascript1\.[0-5]|jscript|livescript)$/;

function judgeType({ path, type, encoding, wireBytes }: Exchange, kind: Kind): readonly Seen[] {
  const named = type === '' ? 'no type' : type;
  if (kind === 'metadata') {
    const seen: Seen[] = [];
    if (!/\bjson$/.test(type)) seen.push(see('json-type', `it is sent as ${named}`));
    if (encoding === '' && wireBytes > worthPacking)
      seen.push(see('not-compressed', `${wireBytes} bytes, as they are`));
    return seen;
  }
  if (kind !== 'app') return [];
  if (path === '' && type !== 'text/html') return [see('page-type', `the page is sent as ${named}`)];
  if (path.endsWith('.js') && !scriptType.test(type)) return [see('script-type', `a script is sent as ${named}`)];
  if (path.endsWith('.css') && type !== 'text/css') return [see('script-type', `a style is sent as ${named}`)];
  return [];
}

function judgeCaching({ path, cacheSeconds, isImmutable }: Exchange, kind: Kind): readonly Seen[] {
  const message = isImmutable ? 'it is called immutable' : `it may be kept for ${cacheSeconds} s`;
  if (path === 'metadata/timestamp.json' && (isImmutable || cacheSeconds > longestCacheSeconds)) {
    return [see('cached-long', message)];
  }
  if (kind === 'app' && path === '' && (isImmutable || cacheSeconds > dayInSeconds)) {
    return [see('cached-page', message)];
  }
  return [];
}
