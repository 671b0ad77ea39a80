// One thing that a check found on a mirror, in words: what it is, what it means for a voter, what would mend it.
import type { Host } from './host.ts';

export interface Finding {
  /** An error: a voter could not use this mirror. A warning: it works, and costs or delays something. */
  readonly severity: 'error' | 'warning';
  /** Stable, for scripts. */
  readonly code: FindingCode;
  /** The first file where it was seen; "" for the whole mirror. */
  readonly path: string;
  /** On how many files. */
  readonly count: number;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
}

interface Entry {
  readonly severity: Finding['severity'];
  readonly why: string;
  readonly fix: string;
  /** Better words for a host that is known. */
  readonly on?: Readonly<Partial<Record<Host, string>>>;
}

const recipe = (host: string): string => `use the configuration in docs/recipes/${host}`;
const corsFix: Entry['on'] = {
  nginx: `${recipe('nginx.conf')}: add_header Access-Control-Allow-Origin * always;`,
  caddy: recipe('Caddyfile'),
  cloudflare: 'publish the _headers file of the mirror with it',
  s3: 'put the rules of docs/recipes/s3-cors.json on the bucket, which then answers requests that have an Origin',
};

/** Every finding there is. */
const entries = {
  'bad-address': {
    severity: 'error',
    why: 'phones cannot ask it',
    fix: 'write it like https://example.org/guide/, or ipfs:https://gateway.example or blossom:https://server.example',
  },
  'not-https': {
    severity: 'error',
    why: "the app's page may talk to https addresses alone, and nothing can be installed from http",
    fix: 'get a certificate for it (most hosts give one for nothing) and name the https address',
  },
  unreachable: {
    severity: 'error',
    why: 'phones get nothing from it',
    fix: 'see that the address is right, that the server runs, and that it answers from another network too',
  },
  certificate: {
    severity: 'error',
    why: 'browsers refuse it, and a voter sees no way past that',
    fix: "renew the certificate, with the whole chain, for this very name; the computer's clock must be right too",
  },
  'certificate-ends-soon': {
    severity: 'warning',
    why: 'on the day it ends every phone loses this mirror',
    fix: 'see why it was not renewed by itself, and renew it now',
  },
  slow: {
    severity: 'error',
    why: 'phones give up on it and ask the next mirror',
    fix: 'move it to another host, or put a cache in front of targets/ and blobs/',
  },
  cors: {
    severity: 'error',
    why: 'browsers hide its answers from every app that was installed from another address',
    fix: 'send "Access-Control-Allow-Origin: *", once, with everything in metadata/, targets/, blobs/ and first/',
    on: corsFix,
  },
  'cors-404': {
    severity: 'warning',
    why: '"not there" looks like a dead mirror to a phone, at every sync',
    fix: 'send "Access-Control-Allow-Origin: *" with answers of 404 too',
    on: corsFix,
  },
  'big-404': {
    severity: 'warning',
    why: 'every sync asks for the next root and pays for this page',
    fix: "serve the mirror's own 404.html, or an empty answer, for what is not there",
    on: {
      nginx: `${recipe('nginx.conf')}: error_page 404 to a short text`,
      github: "keep the mirror's 404.html in the top folder of the branch; a page of your own there replaces GitHub's",
      s3: 'set an error document that is short, or serve it through a CDN that does',
    },
  },
  'soft-404': {
    severity: 'warning',
    why: 'a phone has to read a page to learn that a file is not there, and some clients take it for the file',
    fix: 'answer 404 for what is not there, not the page',
    on: {
      nginx: 'take the fallback to index.html out of try_files: try_files $uri =404;',
      cloudflare: "publish the mirror's 404.html with it: without one the host answers every path with the page",
    },
  },
  'odd-404': {
    severity: 'warning',
    why: '"not there" looks like a refusal to a phone, at every sync',
    fix: 'answer 404 for what is not there',
    on: { s3: 'allow s3:ListBucket on the bucket to those who may read it, so that it answers 404 and not 403' },
  },
  html: {
    severity: 'error',
    why: 'phones take a page for "not there": block pages and captive portals answer like that',
    fix: 'see that the file was uploaded, and that nothing answers in its place; send it as application/json or application/octet-stream',
  },
  missing: {
    severity: 'error',
    why: 'what is signed has to be there, or a region stays incomplete on phones that use this mirror',
    fix: 'upload the whole mirror again: nishan publish MIRROR --to TARGET',
  },
  refused: {
    severity: 'error',
    why: 'phones get nothing from it',
    fix: 'allow everybody to read every file, without a login, a token, or a check for robots',
    on: {
      s3: 'allow s3:GetObject on the whole prefix to everybody',
      cloudflare: 'switch off the bot check and "under attack" mode for this address',
    },
  },
  'metadata-redirected': {
    severity: 'error',
    why: 'the app follows no redirect for metadata: block pages come that way',
    fix: 'list the address where it leads, with the right host, https and sub-path',
  },
  'file-redirected': {
    severity: 'warning',
    why: 'each costs a phone one more round trip',
    fix: 'list the address where it leads',
  },
  'wrong-bytes': {
    severity: 'error',
    why: 'phones refuse bytes that are not the ones that were signed',
    fix: 'upload the mirror again byte by byte, and switch off whatever rewrites files (minifiers, image optimisers, virus scanners)',
    on: { cloudflare: 'switch off Auto Minify, Polish and Rocket Loader, then upload again' },
  },
  'content-encoding': {
    severity: 'error',
    why: 'the browser unpacks it differently than the server packed it, so the hash is wrong and phones refuse it',
    fix: 'send targets/ and blobs/ as they are, without Content-Encoding: they are packed already',
    on: {
      nginx: 'take gzip_static and gzip_types for application/octet-stream out',
      s3: 'upload them again without --content-encoding',
    },
  },
  'cut-short': {
    severity: 'error',
    why: 'phones refuse half a file',
    fix: 'see why the server ends its answers early: a limit, a full disk, a proxy',
  },
  'refused-by-app': {
    severity: 'error',
    why: 'the app checks every signature and refuses this mirror',
    fix: 'upload the whole mirror again, the timestamp last: nishan publish MIRROR --to TARGET',
  },
  'other-guide': {
    severity: 'error',
    why: 'phones of this guide refuse another publisher',
    fix: 'check the address; if somebody copies your guide, list the copy as a counterfeit',
  },
  'script-type': {
    severity: 'error',
    why: 'browsers run no script and use no style of another type, so the app does not start',
    fix: 'send .js as text/javascript and .css as text/css',
    on: { s3: 'upload with nishan publish, which sets the type of each file' },
  },
  'page-type': {
    severity: 'error',
    why: 'browsers save the page as a file and do not show it',
    fix: 'send index.html as text/html; charset=utf-8',
  },
  'app-missing': {
    severity: 'error',
    why: 'the app cannot be installed from here, or not be kept for the day without internet',
    fix: 'upload the whole mirror again, hidden files and the worker (sw-….js) included',
  },
  'app-changed': {
    severity: 'error',
    why: 'the worker refuses files that are not the signed ones, so the app is not kept',
    fix: 'upload the app again, and switch off whatever rewrites pages (minifiers, analytics, mail protection)',
  },
  'no-app': {
    severity: 'warning',
    why: 'nobody can install the app from here; phones that have it still take the guide',
    fix: 'run npm run build, then nishan build again, where this mirror is to carry the app',
  },
  'seat-page': {
    severity: 'error',
    why: 'people read the page of a seat before any app checks it: a wrong symbol there is believed',
    fix: 'upload the mirror again, and switch off whatever rewrites pages; ask who else may write there',
  },
  'seat-page-version': {
    severity: 'warning',
    why: 'it names the candidates and symbols of the list; whether somebody changed anything else in it cannot be told',
    fix: 'check with the version of nishan that built this mirror, or build and publish it again with this one',
  },
  'no-first': {
    severity: 'warning',
    why: "a voter's first answer takes three more round trips",
    fix: 'upload first/ too',
  },
  'json-type': {
    severity: 'warning',
    why: 'hosts choose by the type what they compress, and some boxes on the way block unknown types',
    fix: 'send .json as application/json',
  },
  'not-compressed': {
    severity: 'warning',
    why: 'metadata takes about three times the bytes on a slow link',
    fix: 'switch on gzip for application/json',
    on: {
      nginx: `${recipe('nginx.conf')}: gzip on; gzip_types application/json …;`,
      s3: 'the bucket cannot; a CDN in front of it can',
    },
  },
  'cached-long': {
    severity: 'warning',
    why: 'phones behind a cache learn of a new edition only when this time is over',
    fix: 'send metadata/timestamp.json with "Cache-Control: no-store", never immutable',
    on: { s3: 'upload with nishan publish, which sets it', nginx: recipe('nginx.conf') },
  },
  'cached-404': {
    severity: 'warning',
    why: 'a cache goes on saying "not there" when the next root has come',
    fix: 'send answers of 404 with "Cache-Control: no-store"',
  },
  'cached-page': {
    severity: 'warning',
    why: 'a browser with an old page does not find the new app',
    fix: 'send index.html with "Cache-Control: no-cache"',
  },
  older: {
    severity: 'warning',
    why: 'phones that reach only this mirror do not get the newest edition',
    fix: 'publish the newest edition here too: nishan publish MIRROR --to TARGET',
  },
  ahead: {
    severity: 'warning',
    why: 'it was published from another copy of the guide than this one',
    fix: 'fetch the newest guide folder, with its published/, before you build again',
  },
  expired: {
    severity: 'warning',
    why: 'phones say that the list may be out of date',
    fix: 'sign anew and publish: nishan build GUIDE --out MIRROR --timestamp-only, then nishan publish',
  },
  'no-reference': {
    severity: 'error',
    why: 'a content store gives files by their hash and says nothing of editions, so it cannot be checked alone',
    fix: 'check it together with a static mirror, or with --guide DIR',
  },
} as const satisfies Readonly<Record<string, Entry>>;

export type FindingCode = keyof typeof entries;

/** @param message what was seen, without a full stop */
export function finding(code: FindingCode, message: string, host: Host, path = '', count = 1): Finding {
  const entry: Entry = entries[code];
  return { severity: entry.severity, code, path, count, message, why: entry.why, fix: entry.on?.[host] ?? entry.fix };
}
