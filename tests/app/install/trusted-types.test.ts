// The page's one Trusted Types policy: only addresses of workers, below the page's own folder.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const name = 'sw-0123456789abcdef.js';

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('location', { href: 'https://example.org/guide/index.html?from=icon#/x' });
});
afterEach(() => vi.unstubAllGlobals());

describe('workerUrl', () => {
  it('gives an address below the folder of the page where the browser has no Trusted Types', async () => {
    const { workerUrl } = await import('../../../src/app/install/trusted-types.ts');
    expect(workerUrl(name)).toBe(`https://example.org/guide/${name}`);
  });

  it('makes one policy, by the name that the page allows, and gives what it made', async () => {
    const made = { trusted: true };
    const createPolicy = vi.fn((_: string, rules: { createScriptURL(name: string): string }) => ({
      createScriptURL: (asked: string) => ({ ...made, url: rules.createScriptURL(asked) }),
    }));
    vi.stubGlobal('trustedTypes', { createPolicy });
    const { workerUrl } = await import('../../../src/app/install/trusted-types.ts');
    expect(workerUrl(name)).toEqual({ trusted: true, url: `https://example.org/guide/${name}` });
    expect(() => workerUrl('https://example.com/sw-0123456789abcdef.js')).toThrow(TypeError);
    expect(createPolicy.mock.calls.map(([policy]) => policy)).toEqual(['nishan']);
  });

  it.each([
    'sw.js',
    'sw-0123.js',
    '../sw-0123456789abcdef.js',
    '//example.com/sw-0123456789abcdef.js',
    'sw-0123456789abcdef.js?x',
    'sw-0123456789abcdef.js\n',
    'SW-0123456789abcdef.js',
    'data:text/javascript,1',
  ])('refuses %j', async (other) => {
    const { workerUrl } = await import('../../../src/app/install/trusted-types.ts');
    expect(() => workerUrl(other)).toThrow(TypeError);
  });
});
