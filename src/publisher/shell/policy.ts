// What the shell's pages may do, as one table: Content-Security-Policy for `<meta>` and for headers, and the headers of a
// mirror in the `_headers` form that static hosts read.
import { createHash } from 'node:crypto';
import { seatPageShell } from '../../paper/seat-page/seat-page-shell.ts';

/** An inline script that a browser would run: no `src`, and no data block by its type. */
const inlineScript = /<script(?![^>]*\bsrc\s*=)([^>]*)>([\s\S]*?)<\/script>/gi;
const dataType = /\btype\s*=\s*["']?application\/(?:ld\+)?json/i;

/**
 * The policy of the app's page.
 * @param html the finished page: inline scripts are allowed by the hash of what stands there
 * @param demo also lets the page read mirrors on this machine by http
 */
export function contentPolicy(html: string, demo: boolean): string {
  const hashes: string[] = [];
  for (const [, attributes = '', script = ''] of html.matchAll(inlineScript)) {
    if (!dataType.test(attributes)) hashes.push(hashOf(script));
  }
  const local = demo ? ['http://localhost:*', 'http://127.0.0.1:*'] : [];
  return [
    "default-src 'none'",
    ["script-src 'self'", ...hashes.sort()].join(' '),
    // The style that stands in every seat's page, and in no other.
    `style-src 'self' ${hashOf(seatPageShell.style)}`,
    "img-src 'self' blob: data:",
    'media-src blob:',
    "font-src 'self'",
    ["connect-src 'self' https:", ...local].join(' '),
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types nishan',
  ].join('; ');
}

/** @source Content Security Policy Level 3, hash-source */
function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** What a page may ask of the device: the camera for codes, the place for "near me", nothing else. */
const permissions = [
  'camera=(self)',
  'geolocation=(self)',
  ...[
    'accelerometer',
    'autoplay',
    'browsing-topics',
    'display-capture',
    'encrypted-media',
    'fullscreen',
    'gyroscope',
    'hid',
    'idle-detection',
    'interest-cohort',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'picture-in-picture',
    'publickey-credentials-get',
    'serial',
    'sync-xhr',
    'usb',
    'xr-spatial-tracking',
  ].map((feature) => `${feature}=()`),
].join(', ');

const forever = 'public, max-age=31536000, immutable';
const everyTime = 'no-cache';
/** Anyone may read the guide's content from anywhere: every app checks it itself. */
const forAll = ['Access-Control-Allow-Origin: *'];

/**
 * The `_headers` file of a mirror.
 * @param policy the page's policy; what only a header can say is added
 */
export function headersFile(policy: string): string {
  const blocks: readonly (readonly [path: string, lines: readonly string[]])[] = [
    [
      '/*',
      [
        `Content-Security-Policy: ${policy}; frame-ancestors 'none'`,
        `Permissions-Policy: ${permissions}`,
        'Referrer-Policy: no-referrer',
        'X-Content-Type-Options: nosniff',
        'Cross-Origin-Opener-Policy: same-origin',
      ],
    ],
    ['/', [`Cache-Control: ${everyTime}`]],
    ['/index.html', [`Cache-Control: ${everyTime}`]],
    ['/manifest.webmanifest', [`Cache-Control: ${everyTime}`]],
    ['/assets/*', [`Cache-Control: ${forever}`]],
    // A second policy, so that the worker reaches its own origin alone whatever its code says.
    ['/sw-*', [`Cache-Control: ${forever}`, "Content-Security-Policy: default-src 'none'; connect-src 'self'"]],
    ['/metadata/*', [...forAll, `Cache-Control: ${everyTime}`]],
    ['/metadata/timestamp.json', ['Cache-Control: no-store']],
    ['/targets/*', [...forAll, `Cache-Control: ${forever}`]],
    ['/blobs/*', [...forAll, `Cache-Control: ${forever}`]],
    ['/first/*', [...forAll, `Cache-Control: ${everyTime}`]],
    ['/s/*', [`Cache-Control: ${everyTime}`]],
  ];
  return blocks.map(([path, lines]) => [path, ...lines.map((line) => `  ${line}`), ''].join('\n')).join('\n');
}
