// The parts of the check that are pure: what a header means, whose words a fix is in.
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/publisher/mirrors/ask.ts';
import { decodeBody, inflateUnsaid } from '../../../src/publisher/mirrors/decode-body.ts';
import { exchangeOf } from '../../../src/publisher/mirrors/exchange.ts';
import { finding } from '../../../src/publisher/mirrors/finding.ts';
import { hostOf } from '../../../src/publisher/mirrors/host.ts';
import { judgeExchanges } from '../../../src/publisher/mirrors/judge.ts';

const text = new TextEncoder().encode('a guide, a guide, a guide');

describe('Content-Encoding', () => {
  it.each([
    [undefined, text],
    ['', text],
    ['identity', text],
    ['gzip', gzipSync(text)],
    ['X-GZip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
  ])('%s is undone', (encoding, wire) => {
    expect(decodeBody(wire, encoding, 1_000)).toEqual(text);
  });

  it('is not undone beyond the cap, nor where it is a lie or not known', () => {
    expect(decodeBody(gzipSync(new Uint8Array(5_000)), 'gzip', 1_000)).toBeNull();
    expect(decodeBody(text, 'gzip', 1_000)).toBeNull();
    expect(decodeBody(text, 'zstd', 1_000)).toBeNull();
    expect(decodeBody(new Uint8Array(), 'gzip', 1_000)).toEqual(new Uint8Array());
    expect(inflateUnsaid(text, 1_000)).toBeNull();
  });
});

function answered(headers: Answer['headers'], status = 200): Answer {
  return { status, headers, wire: text, body: text, isCut: false, redirects: [], isReadable: true, firstByteMs: 1 };
}

describe('how long a cache may keep an answer', () => {
  it.each([
    [{}, 0, false],
    [{ 'cache-control': 'max-age=60' }, 60, false],
    [{ 'cache-control': 'public, MAX-AGE="60", immutable' }, 60, true],
    [{ 'cache-control': 'max-age=60, s-maxage=7200' }, 7200, false],
    [{ 'cache-control': 'no-cache, max-age=60, immutable' }, 0, false],
    [{ 'cache-control': 'no-store' }, 0, false],
    [{ 'cache-control': 'max-age=60', age: '900' }, 900, false],
    [{ expires: 'Sun, 22 Nov 2026 02:00:00 GMT', date: 'Sun, 22 Nov 2026 01:00:00 GMT' }, 3600, false],
    [{ expires: '0', date: 'Sun, 22 Nov 2026 01:00:00 GMT' }, 0, false],
  ])('%o: %i s', (headers, seconds, isImmutable) => {
    const { cacheSeconds, ...rest } = exchangeOf('metadata/timestamp.json', answered(headers), undefined, true);
    expect([cacheSeconds, rest.isImmutable]).toEqual([seconds, isImmutable]);
  });
});

describe('a host', () => {
  it.each([
    ['https://name.github.io/x/', 'Varnish', 'github'],
    ['https://name.pages.dev/', '', 'cloudflare'],
    ['https://b.s3.eu-west-1.amazonaws.com/', '', 's3'],
    ['https://s3.amazonaws.com/b/', '', 's3'],
    ['https://pub-1.r2.dev/', 'cloudflare', 's3'],
    ['https://guide.example/', 'nginx/1.22.1', 'nginx'],
    ['https://guide.example/', 'Caddy', 'caddy'],
    ['https://guide.example/', 'Apache', 'other'],
    ['https://github.io.example/', '', 'other'],
  ])('%s (%s) is %s', (url, server, host) => {
    expect(hostOf(new URL(url), server)).toBe(host);
  });

  it('gets the fix in its own words', () => {
    expect(finding('cors', 'x', 'nginx').fix).toContain('docs/recipes/nginx.conf');
    expect(finding('cors', 'x', 's3').fix).toContain('s3-cors.json');
    expect(finding('cors', 'x', 'other').fix).toContain('Access-Control-Allow-Origin: *');
  });
});

describe('findings', () => {
  it('are told once each, with how many files there were', () => {
    const wrong = ['a', 'b', 'c'].map((name) =>
      exchangeOf(`blobs/${name}`, { ...answered({}), isReadable: false }, '0'.repeat(64), true),
    );
    expect(judgeExchanges(wrong, 'other').map(({ code, path, count }) => [code, path, count])).toEqual([
      ['cors', 'blobs/a', 3],
      ['wrong-bytes', 'blobs/a', 3],
    ]);
  });

  it('are none for an app’s page, which its own address alone reads', () => {
    const page = { ...answered({ 'content-type': 'text/html' }), isReadable: false };
    expect(judgeExchanges([exchangeOf('', page, undefined, true)], 'other')).toEqual([]);
  });
});
