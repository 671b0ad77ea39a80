// The way to the home screen by what browsers tell of themselves: texts as they send them, versions shortened.
import { expect, it } from 'vitest';
import { installWay, isWayOffered } from '../../../src/app/install/install-way.ts';

const android = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)';
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const agents = {
  chrome: `${android} Chrome/120.0.0.0 Mobile Safari/537.36`,
  firefox: 'Mozilla/5.0 (Android 13; Mobile; rv:121.0) Gecko/121.0 Firefox/121.0',
  samsung: `${android} SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36`,
  desktop: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
  window:
    'Mozilla/5.0 (Linux; Android 10; K; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36',
  facebook: `${android} Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/444.0.0.1;]`,
  instagram: `${android} Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 Instagram 312.0.0.1 Android`,
  whatsapp: `${android} Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 WhatsApp/2.23`,
  safari: `${iphone} Version/16.6 Mobile/15E148 Safari/604.1`,
  chromeIos: `${iphone} CriOS/120.0.0.0 Mobile/15E148 Safari/604.1`,
  facebookIos: `${iphone} Mobile/15E148 [FBAN/FBIOS;FBAV/440.0;FBDV/iPhone12,1]`,
  windowIos: `${iphone} Mobile/15E148`,
  ipad: `${mac} Version/16.6 Safari/605.1.15`,
} as const;

const way = (name: keyof typeof agents, other: Partial<Parameters<typeof installWay>[0]> = {}): string =>
  installWay({ userAgent: agents[name], touchPoints: 5, isInstalled: false, canInstall: false, ...other });

it.each([
  ['chrome', 'menu'],
  ['firefox', 'menu'],
  ['samsung', 'menu'],
  ['desktop', 'menu'],
  ['window', 'leave-app'],
  ['facebook', 'leave-app'],
  ['instagram', 'leave-app'],
  ['whatsapp', 'leave-app'],
  ['facebookIos', 'leave-app'],
  ['windowIos', 'leave-app'],
  ['safari', 'ios'],
  ['chromeIos', 'ios'],
  ['ipad', 'ios'],
] as const)('%s: %s', (name, wanted) => {
  expect(way(name)).toBe(wanted);
});

it('takes a Mac without fingers for a computer', () => {
  expect(way('ipad', { touchPoints: 0 })).toBe('menu');
});

it('lets a browser that asks ask, and says nothing more once it is there', () => {
  expect(way('chrome', { canInstall: true })).toBe('ask');
  expect(way('windowIos', { isInstalled: true })).toBe('done');
});

it.each([
  ['chrome', 'menu', false],
  ['samsung', 'menu', false],
  ['desktop', 'menu', false],
  ['firefox', 'menu', true],
  ['facebook', 'leave-app', true],
  ['safari', 'ios', true],
  ['chrome', 'ask', true],
  ['chrome', 'done', false],
] as const)('below an answer in %s, the way "%s": %s', (name, each, wanted) => {
  expect(isWayOffered(each, agents[name])).toBe(wanted);
});
