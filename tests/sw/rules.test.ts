// The worker's rules: what it answers, and above all what it never does.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { sharePath } from '../../src/io/store/inbox.ts';
import { sharePath as carrierSharePath } from '../../src/paper/carrier/carrier-hands.ts';
import { addressOf, cacheKeyOf, isCutOff, parseShellLists, ruleFor } from '../../sw/rules.ts';

const scope = 'https://example.org/guide/';
const shell = new Set(['index.html', 'assets/main-a1.js', 'favicon.svg']);
const rule = (url: string, mode = 'cors', method = 'GET') => ruleFor({ url, mode, method }, scope, (p) => shell.has(p));

describe('ruleFor', () => {
  it.each(['', 'index.html', '?from=icon', '#/seat/NA-130', 'index.html?x=1'])('answers the page at "%s"', (path) => {
    expect(rule(scope + path, 'navigate')).toEqual({ kind: 'page' });
  });

  it('answers files of the shell by their exact path', () => {
    expect(rule(`${scope}assets/main-a1.js`)).toEqual({ kind: 'file', path: 'assets/main-a1.js' });
    expect(rule(`${scope}index.html`)).toEqual({ kind: 'file', path: 'index.html' });
    expect(rule(`${scope}assets/main-a1.js?x`)).toEqual({ kind: 'network' });
    expect(rule(`${scope}assets/other.js`)).toEqual({ kind: 'network' });
    expect(rule(scope)).toEqual({ kind: 'network' });
  });

  it.each(['metadata/timestamp.json', 'targets/guide/ab.guide', 'blobs/ab', 'first/lahore.zip', 'first', 'blobs/'])(
    'leaves the content "%s" to the network, in every mode',
    (path) => {
      for (const mode of ['navigate', 'cors', 'no-cors', 'same-origin']) {
        expect(ruleFor({ url: scope + path, mode, method: 'GET' }, scope, () => true)).toEqual({ kind: 'network' });
      }
    },
  );

  it.each([
    ['another origin', 'https://example.com/guide/assets/main-a1.js'],
    ['another port', 'https://example.org:8443/guide/'],
    ['a plain http copy', 'http://example.org/guide/'],
    ['outside the scope', 'https://example.org/assets/main-a1.js'],
    ['a folder that begins alike', 'https://example.org/guide-2/'],
    ['a host that begins alike', 'https://example.org.evil.example/guide/'],
  ])('leaves %s to the network', (_, url) => {
    expect(rule(url, 'navigate')).toEqual({ kind: 'network' });
    expect(rule(url)).toEqual({ kind: 'network' });
  });

  it.each(['POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS'])('leaves every %s to the network', (method) => {
    expect(rule(scope, 'navigate', method)).toEqual({ kind: 'network' });
    expect(rule(`${scope}other`, 'navigate', method)).toEqual({ kind: 'network' });
  });

  it('keeps what a form posts to the one path for it, whether a drill is on or not', () => {
    expect(rule(`${scope}share`, 'navigate', 'POST')).toEqual({ kind: 'share' });
    for (const path of ['share/', 'share?x', 'shared', 'a/share', 'metadata/share']) {
      expect(rule(scope + path, 'navigate', 'POST').kind).not.toBe('share');
    }
    expect(rule('https://example.com/guide/share', 'navigate', 'POST')).toEqual({ kind: 'network' });
    expect(rule(`${scope}share`, 'cors', 'POST')).toEqual({ kind: 'network' });
    expect(rule(`${scope}share`, 'navigate', 'PUT')).toEqual({ kind: 'network' });
    expect(rule(`${scope}share`, 'navigate')).toEqual({ kind: 'elsewhere' });
  });

  it('names the path that carriers post to and the manifest tells', async () => {
    expect(carrierSharePath).toBe(sharePath);
    const manifest = JSON.parse(await readFile('public/manifest.webmanifest', 'utf8'));
    expect(manifest.share_target).toMatchObject({
      action: `./${sharePath}`,
      method: 'POST',
      enctype: 'multipart/form-data',
      params: { text: 'text', files: [{ name: 'file' }] },
    });
    for (const { action } of manifest.file_handlers) expect(action).toBe('./#/take');
  });

  it("answers a seat's page with the app, by whichever name a host has for it", () => {
    for (const name of ['s/NA-130.html', 's/NA-130', 's/NA-130.html?from=chat']) {
      expect(rule(scope + name, 'navigate')).toEqual({ kind: 'seat', code: 'NA-130' });
    }
    expect(rule(`${scope}s/a.b-c_1.html`, 'navigate')).toEqual({ kind: 'seat', code: 'a.b-c_1' });
    // No seat, and nothing that would leave the fragment that it is written into.
    for (const name of ['s/', 's/open.js', 's/p/ab.svg', 's/NA-130/x', 's/%23x', 's/..%2f', 's/-x', 'S/NA-130']) {
      expect(rule(scope + name, 'navigate')).toEqual({ kind: 'elsewhere' });
    }
    expect(rule(`${scope}s/NA-130.html`)).toEqual({ kind: 'network' });
    expect(rule(`${scope}s/p/ab.svg`)).toEqual({ kind: 'network' });
  });

  it('lets another page below the scope come from the network first', () => {
    expect(rule(`${scope}other-guide/`, 'navigate')).toEqual({ kind: 'elsewhere' });
    expect(rule(`${scope}404.html`, 'navigate')).toEqual({ kind: 'elsewhere' });
  });
});

describe('a drill', () => {
  const [own, other] = [{ url: `${scope}metadata/timestamp.json` }, { url: 'https://mirror.example/metadata/1.json' }];

  it('cuts off every request while it is on, and none otherwise', () => {
    expect([own, other].map((asked) => isCutOff(asked, scope, 'on'))).toEqual([true, true]);
    expect([own, other].map((asked) => isCutOff(asked, scope, 'off'))).toEqual([false, false]);
  });

  it('that may be on takes only what the worker could still ask for', () => {
    expect([own, other].map((asked) => isCutOff(asked, scope, 'unknown'))).toEqual([true, false]);
  });
});

describe('the lists', () => {
  const hash = `${'A'.repeat(42)}+=`;

  it('are read in their order', () => {
    const lists = parseShellLists(`index.html=${hash} assets/a.js=${hash};assets/b.css=${hash}`);
    expect(lists.first.map((file) => file.path)).toEqual(['index.html', 'assets/a.js']);
    expect(lists.rest).toEqual([{ path: 'assets/b.css', integrity: `sha256-${hash}` }]);
    expect(parseShellLists(`index.html=${hash};`).rest).toEqual([]);
  });

  it.each([
    ['the text that was never replaced', '@@nishan-shell@@'],
    ['no second list', `index.html=${hash}`],
    ['no page', `assets/a.js=${hash};`],
    ['a cut hash', 'index.html=AAAA;'],
    ['another origin', `https://example.com/a.js=${hash};index.html=${hash}`],
  ])('refuse %s', (_, text) => {
    expect(() => parseShellLists(text)).toThrow(TypeError);
  });

  it('name a file by its bytes, and the page by its folder', () => {
    const file = { path: 'index.html', integrity: `sha256-${hash}` };
    expect(addressOf(file, scope)).toBe(scope);
    expect(addressOf({ ...file, path: 'assets/a.js' }, scope)).toBe(`${scope}assets/a.js`);
    const key = cacheKeyOf(file, scope);
    expect(new URL(key).href).toBe(key);
    expect(cacheKeyOf({ ...file, integrity: `sha256-${'B'.repeat(43)}=` }, scope)).not.toBe(key);
  });

  it('keep a script by its address where its name changes with its bytes, and no other file', () => {
    const key = (path: string) => cacheKeyOf({ path, integrity: `sha256-${hash}` }, scope);
    expect(key('assets/index-AbCd_1-2.js')).toBe(`${scope}assets/index-AbCd_1-2.js`);
    for (const path of ['assets/main.js', 'assets/index-AbCd_1-2.css', 'index.html', 'sw-AbCd_1-2.js', 's/open.js'])
      expect(key(path)).toBe(`${scope}${path}?${encodeURIComponent(`sha256-${hash}`)}`);
  });
});
