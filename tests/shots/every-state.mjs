// Every state that a first visit to the demo can meet, with what brings it about: for pictures.

import { exampleTime } from './example-time.mjs';
import { bringIntoView, calledAs, go, keepFamily, openSeat, showOffer, type } from './steps.mjs';

const content = /\/(first|metadata|targets|blobs)\//;

/** Each state that a first visit can meet: what is done before the page is opened, and after. */
export const states = {
  'install-ios': {
    before: calledAs('Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1'),
    after: showOffer,
  },
  'install-in-app': {
    before: calledAs('Mozilla/5.0 (Linux; Android 10; K; wv) AppleWebKit/537.36 Chrome/120.0 Safari/537.36'),
    after: showOffer,
  },
  family: {
    before: () => {},
    after: async (page) => {
      await keepFamily(page);
      await go({ screen: 'find' })(page);
    },
  },
  'family-kept': {
    before: () => {},
    after: async (page) => {
      await keepFamily(page);
      await go({ screen: 'kept' })(page);
      await page
        .getByRole('button', { name: /^(Forget|بھول جائیں)$/ })
        .last()
        .click();
    },
  },
  'help-of-card': {
    before: () => {},
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await page.getByRole('button', { name: /^(Help|مدد)$/ }).click();
    },
  },
  'card-line': {
    before: () => {},
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await go({ screen: 'card', contest: 'NA-130', page: 'all', seats: ['NA-130'] })(page);
      await page.locator('main input').fill('Vote umbrella');
      await page.locator('main [role=alert]').scrollIntoViewIfNeeded();
    },
  },
  'card-old': {
    before: (page) => page.clock.setSystemTime(exampleTime('2027-01-25T08:00:00Z')),
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await go({ screen: 'card', contest: 'NA-130', page: 'all', seats: ['NA-130'] })(page);
    },
  },
  'too-old': {
    before: (page) => page.clock.setSystemTime(exampleTime('2027-01-25T08:00:00Z')),
    after: (page) => openSeat(page, 'NA-130'),
  },
  'out-of-date': {
    before: (page) => page.clock.setSystemTime(exampleTime('2026-12-20T08:00:00Z')),
    after: (page) => openSeat(page, 'NA-130'),
  },
  near: {
    before: async (page) => {
      await page.context().grantPermissions(['geolocation']);
      await page.context().setGeolocation({ latitude: 1.8733, longitude: -3.1667, accuracy: 20 });
    },
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await go({ screen: 'places', seats: ['NA-130'] })(page);
      await page.getByRole('button', { name: /Near me|میرے قریب/ }).click();
      await bringIntoView(page, 'main li svg');
    },
  },
  'near-seats': {
    before: async (page) => {
      await page.context().grantPermissions(['geolocation']);
      await page.context().setGeolocation({ latitude: 1.8733, longitude: -3.1667, accuracy: 900 });
    },
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await page.waitForTimeout(4_000);
      await go({ screen: 'places' })(page);
      await page.getByRole('button', { name: /Near me|میرے قریب/ }).click();
    },
  },
  'events-near': {
    before: async (page) => {
      await page.context().grantPermissions(['geolocation']);
      await page.context().setGeolocation({ latitude: 1.8733, longitude: -3.1667, accuracy: 20 });
    },
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await go({ screen: 'events' })(page);
      await page.getByRole('button', { name: /Near me|میرے قریب/ }).click();
      await bringIntoView(page, '[data-event] svg');
    },
  },
  'near-denied': {
    before: () => {},
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await go({ screen: 'places', seats: ['NA-130'] })(page);
      await page.getByRole('button', { name: /Near me|میرے قریب/ }).click();
    },
  },
  'day-open': {
    before: (page) => page.clock.setSystemTime(exampleTime('2027-02-08T05:00:00Z')),
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await go({ screen: 'day', seats: ['NA-130'] })(page);
    },
  },
  'day-closed': {
    before: (page) => page.clock.setSystemTime(exampleTime('2027-02-08T15:00:00Z')),
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await go({ screen: 'day', seats: ['NA-130'] })(page);
    },
  },
  fetching: { before: (page) => page.route(content, () => {}), after: (page) => openSeat(page, 'NA-130') },
  'first-digits': { before: (page) => page.route(content, () => {}), after: (page) => type('130')(page) },
  'no-internet': {
    before: (page) => page.route(content, (route) => route.abort()),
    after: (page) => openSeat(page, 'NA-130'),
  },
  offline: {
    before: (page) => page.route(content, (route) => route.abort()),
    after: async (page) => {
      await page.context().setOffline(true);
      await openSeat(page, 'NA-130');
    },
  },
  'not-signed': {
    before: (page) => page.route(content, (route) => route.fulfill({ body: '{"signed":{},"signatures":[]}' })),
    after: (page) => openSeat(page, 'NA-130'),
  },
  'no-room': {
    before: (page) =>
      page.addInitScript(() => {
        const full = () => {
          throw new DOMException('No room', 'QuotaExceededError');
        };
        Object.assign(IDBObjectStore.prototype, { put: full, add: full });
      }),
    after: (page) => openSeat(page, 'NA-130'),
  },
  'clock-wrong': {
    before: (page) => page.clock.setSystemTime('2020-01-01T08:00:00Z'),
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await page.locator('#ballot-NA-130 img').first().waitFor();
      await go({ screen: 'who', seats: ['NA-130'] })(page);
    },
  },
  'camera-refused': {
    before: (page) =>
      page.addInitScript(() => {
        const refuse = () => Promise.reject(new DOMException('No', 'NotAllowedError'));
        Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: refuse } });
      }),
    after: async (page) => {
      await go({ screen: 'scan' })(page);
      await page.getByRole('button', { name: /Open the camera|کیمرا کھولیں/ }).click();
    },
  },
  'not-a-guide': {
    before: () => {},
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await go({ screen: 'take' })(page);
      const buffer = Buffer.from('PK\u0003\u0004 not a guide at all');
      await page.locator('input[type=file]').setInputFiles({ name: 'guide.zip', mimeType: 'application/zip', buffer });
      await page.locator('main [role=alert]').first().waitFor();
    },
  },
  'nothing-kept': {
    before: (page) => page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined })),
    after: (page) => openSeat(page, 'NA-130'),
  },
  progress: {
    before: (page) =>
      page.route(
        /\/targets\/regions\//,
        (route) => new Promise((done) => setTimeout(() => done(route.continue()), 900)),
      ),
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await page.getByRole('button', { name: /Stop|روکیں/ }).waitFor();
    },
  },
  pull: {
    before: () => {},
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await page.waitForTimeout(6_000);
      await page.evaluate(() => {
        const touch = (type, clientY) => {
          const finger = new Touch({ identifier: 1, target: document.body, clientX: 180, clientY });
          dispatchEvent(new TouchEvent(type, { touches: [finger] }));
        };
        touch('touchstart', 100);
        touch('touchmove', 260);
      });
    },
  },
  'nobody-answers': {
    before: () => {},
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await page.waitForTimeout(3_000);
      await page.route(content, (route) => route.abort());
      await go({ screen: 'who', seats: ['NA-130'] })(page);
      await page.getByRole('button', { name: /Look for a newer|نئی اشاعت دیکھیں/ }).click();
      await page.getByRole('alert').scrollIntoViewIfNeeded();
    },
  },
  'sources-blocked': {
    before: () => {},
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await page.waitForTimeout(3_000);
      await page.route(content, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Blocked</h1>' }));
      await go({ screen: 'sources', seats: ['NA-130'] })(page);
      await page.locator('[data-mirror] button').first().click();
    },
  },
  'no-pictures': {
    before: (page) => page.route(/\/blobs\//, (route) => route.abort()),
    after: (page) => openSeat(page, 'NA-130'),
  },
};
