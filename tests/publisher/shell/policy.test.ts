// The policy and the headers as a whole, so that no line of them goes missing unseen.
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { seatPageShell } from '../../../src/paper/seat-page/seat-page-shell.ts';
import { headersFor, parseHeaders } from '../../../src/publisher/serve/headers.ts';
import { contentPolicy, headersFile } from '../../../src/publisher/shell/policy.ts';

const headers = (path: string) => headersFor(parseHeaders(headersFile(contentPolicy('', false))), path);

it('the page may do this and nothing else', () => {
  expect(contentPolicy('<script src="a.js"></script>', false).split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    // The style that stands in seats' pages, and no other.
    `style-src 'self' 'sha256-${createHash('sha256').update(seatPageShell.style).digest('base64')}'`,
    "img-src 'self' blob: data:",
    'media-src blob:',
    "font-src 'self'",
    "connect-src 'self' https:",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types nishan',
  ]);
});

it('every answer guesses no type, tells no other site, and is framed by nobody', () => {
  for (const path of ['/', '/index.html', '/assets/a.js', '/targets/a', '/anything']) {
    expect(headers(path)).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
    });
    expect(headers(path)['Content-Security-Policy']).toContain("; frame-ancestors 'none'");
  }
});

it('of the device the page may ask for the camera and the place alone', () => {
  const granted = headers('/')['Permissions-Policy']?.split(', ') ?? [];
  expect(granted.filter((each) => !each.endsWith('=()'))).toEqual(['camera=(self)', 'geolocation=(self)']);
  expect(granted).toEqual(expect.arrayContaining(['microphone=()', 'payment=()', 'usb=()', 'browsing-topics=()']));
});

it('the worker reaches its own origin alone', () => {
  expect(headers('/sw-0123456789abcdef.js')['Content-Security-Policy']?.split(', ')[1]).toBe(
    "default-src 'none'; connect-src 'self'",
  );
});

it('what changes is asked for each time, and a timestamp is never stored', () => {
  expect(headers('/metadata/timestamp.json')['Cache-Control']).toBe('no-cache, no-store');
  for (const path of ['/', '/index.html', '/first/head.zip', '/metadata/2.root.json']) {
    expect(headers(path)['Cache-Control']).toBe('no-cache');
  }
});
