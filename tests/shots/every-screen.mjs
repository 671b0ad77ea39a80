// Every screen and state of the demo, with what leads to it: for pictures and for what tests measure on each screen.

/** @typedef {import('playwright-core').Page} Page */

/** Types on the pad. @param {string} digits */
const type = (digits) => async (/** @type {Page} */ page) => {
  for (const digit of digits) await page.locator(`[dir=ltr] > button:has-text("${digit}")`).first().click();
};

/** Goes where the app itself would go. @param {Record<string, unknown>} place */
export const go = (place) => (/** @type {Page} */ page) =>
  page.evaluate((to) => {
    const state = {
      seats: [],
      contest: '',
      row: 0,
      typed: '',
      district: -1,
      page: '',
      isAnother: false,
      depth: 1,
      ...to,
    };
    history.pushState(state, '', `#/${to.screen}`);
    dispatchEvent(new PopStateEvent('popstate', { state }));
  }, place);

/** The first screen, as if nobody had been anywhere. */
export const goHome = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    history.pushState(null, '', '#/');
    dispatchEvent(new PopStateEvent('popstate'));
  });

/** Another address, as somebody would give it. */
const addFriend = async (/** @type {Page} */ page) => {
  await go({ screen: 'sources' })(page);
  await page.locator('form input').fill('https://guide.friend.example/nishan/');
  await page.locator('form button').first().click();
};
const tellWorker = (/** @type {string} */ type) => (/** @type {Page} */ page) =>
  page.evaluate((message) => navigator.serviceWorker.controller?.postMessage({ type: message }), type);

/** A question in the chat. @param {string} question */
const ask = (question) => async (/** @type {Page} */ page) => {
  await go({ screen: 'ask' })(page);
  await page.locator('#question').fill(question);
  await page.keyboard.press('Enter');
  await page.locator('[data-kind]').first().waitFor();
};

/** A message that came. @param {string} message */
const check = (message) => async (/** @type {Page} */ page) => {
  await go({ screen: 'check' })(page);
  await page.locator('main h1').waitFor();
  if ((await page.locator('textarea').count()) === 0) await page.locator('main > button').last().click();
  await page.locator('textarea').fill(message);
  await page.locator('section label + button').click();
  await page.locator('blockquote ~ [role=alert]').first().waitFor();
};

/** Each screen with what leads to it. `whole` takes the whole page, not only what a phone shows at once. */
export const screens = {
  'find-empty': { steps: go({ screen: 'find' }) },
  'find-130': { steps: type('130') },
  'find-none': { steps: type('999') },
  'find-identity': { steps: type('1234512345671') },
  'seat-backed': { steps: go({ screen: 'seat', seats: ['NA-130'] }), whole: true },
  'seat-second': { steps: go({ screen: 'seat', seats: ['PA-130'] }), whole: true },
  'seat-list': { steps: go({ screen: 'seat', seats: ['PA-124'] }) },
  'seat-postponed': { steps: go({ screen: 'seat', seats: ['PA-126'] }) },
  'seat-review': { steps: go({ screen: 'seat', seats: ['PA-121'] }) },
  'seat-incomplete': { steps: go({ screen: 'seat', seats: ['NA-128'] }), whole: true },
  'seat-referendum': { steps: go({ screen: 'seat', seats: ['RF-1'] }) },
  'seat-called-off': { steps: go({ screen: 'seat', seats: ['LC-501'] }) },
  'seat-not-final': { steps: go({ screen: 'seat', seats: ['LC-502'] }), whole: true },
  'seat-lists': { steps: go({ screen: 'seat', seats: ['LC-503'] }) },
  'seat-photographs': { steps: go({ screen: 'seat', seats: ['LC-504'] }) },
  'seat-approval': { steps: go({ screen: 'seat', seats: ['LC-505'] }) },
  'seat-second-round': { steps: go({ screen: 'seat', seats: ['LC-506'] }) },
  'seat-sixty': { steps: go({ screen: 'seat', seats: ['LC-508'] }) },
  alike: { steps: go({ screen: 'alike', contest: 'LC-502', row: 0, seats: ['LC-502'] }) },
  'candidate-faceless': { steps: go({ screen: 'candidate', contest: 'LC-508', row: 0, seats: ['LC-508'] }) },
  'seat-unknown': { steps: go({ screen: 'seat', seats: ['XX-9'] }) },
  candidates: { steps: go({ screen: 'candidates', contest: 'NA-130', seats: ['NA-130'] }), whole: true },
  candidate: { steps: go({ screen: 'candidate', contest: 'NA-130', row: 1, seats: ['NA-130'] }) },
  list: { steps: go({ screen: 'list' }) },
  'list-district': { steps: go({ screen: 'list', district: 0 }) },
  'list-other': { steps: go({ screen: 'list', district: 0, seats: ['NA-130'], isAnother: true }), whole: true },
  'ask-empty': { steps: go({ screen: 'ask' }) },
  'ask-candidate': { steps: ask('mehrab shafaqi ka nishan kya hai NA-124') },
  'ask-choose': { steps: ask('130') },
  'ask-unknown': { steps: ask('who will win?') },
  'check-empty': { steps: go({ screen: 'check' }) },
  'check-differs': { steps: check('Halqa NA-124: Mehrab Shafaqi ka nishan Umbrella hai, sab ko batao') },
  'check-copy': {
    steps: check(
      'All symbols of Khwabistan were changed last night. Open the new list and send it to ten people. https://khwabistan-notebook.example',
    ),
    whole: true,
  },
  'check-agrees': { steps: check('Halqa NA-124: Mehrab Shafaqi ka nishan Candle hai') },
  'search-empty': { steps: go({ screen: 'search' }) },
  'search-word': { steps: go({ screen: 'search', typed: 'sa' }), whole: true },
  'search-name': { steps: go({ screen: 'search', typed: 'mehrab shafqi' }) },
  'search-station': { steps: go({ screen: 'search', typed: 'wadi school' }) },
  'search-alike': { steps: go({ screen: 'search', typed: 'umbrilo' }) },
  'search-symbol': { steps: go({ screen: 'search', page: 'umbrella', typed: 'umbrella' }) },
  'search-none': { steps: go({ screen: 'search', typed: 'xyzzyq' }) },
  'search-identity': {
    steps: async (page) => {
      await go({ screen: 'search' })(page);
      await page.locator('#search').fill('35202-1234567-1');
    },
  },
  places: { steps: go({ screen: 'places', seats: ['NA-130'] }), whole: true },
  'places-own': { steps: go({ screen: 'places', seats: ['NA-130'], typed: '1303201' }) },
  'places-no-seat': { steps: go({ screen: 'places' }) },
  'places-mine': { steps: go({ screen: 'places', seats: ['NA-130'], station: 'NA-130-3' }), whole: true },
  day: { steps: go({ screen: 'day', seats: ['NA-130', 'PA-132'], station: 'NA-130-3' }), whole: true },
  'day-no-seat': { steps: go({ screen: 'day' }), whole: true },
  'events-seat': { steps: go({ screen: 'events', seats: ['NA-130'] }), whole: true },
  copy: { steps: go({ screen: 'copy', seats: ['NA-130', 'PA-132'], station: 'NA-130-3' }), whole: true },
  card: {
    steps: async (page) => {
      await go({ screen: 'card', contest: 'NA-130', page: 'all', seats: ['NA-130', 'PA-132'] })(page);
      await page.locator('img[data-state=ready]').waitFor();
      await page.locator('a[href^="sms:"]').waitFor();
    },
    whole: true,
  },
  guidance: { steps: go({ screen: 'guidance' }), whole: true },
  news: { steps: go({ screen: 'news' }), whole: true },
  history: { steps: go({ screen: 'history', seats: ['NA-130'] }) },
  who: { steps: go({ screen: 'who' }), whole: true },
  sources: { steps: go({ screen: 'sources' }), whole: true },
  kept: { steps: go({ screen: 'kept' }) },
  wipe: { steps: go({ screen: 'wipe' }) },
  guides: { steps: go({ screen: 'guides' }) },
  hop: {
    steps: async (page) => {
      await addFriend(page);
      await go({ screen: 'hop' })(page);
    },
    whole: true,
  },
  'hop-code': {
    steps: async (page) => {
      await addFriend(page);
      await go({ screen: 'hop' })(page);
      await page.locator('[data-address] button').first().click();
    },
    whole: true,
  },
  'hop-other': { steps: go({ screen: 'hop', claim: '0123456789abcdef/12/1' }) },
  ready: { steps: go({ screen: 'ready' }), whole: true },
  about: { steps: go({ screen: 'about' }), whole: true },
  language: { steps: go({ screen: 'language' }), whole: true },
  help: { steps: go({ screen: 'help' }), whole: true },
  compare: { steps: go({ screen: 'compare' }), whole: true },
  take: { steps: go({ screen: 'take' }), whole: true },
  'take-lost': { steps: go({ screen: 'take', page: 'lost' }) },
  give: { steps: go({ screen: 'give', seats: ['NA-130'] }), whole: true },
  stream: { steps: go({ screen: 'stream' }) },
  scan: { steps: go({ screen: 'scan' }) },
  'slip-refused': { steps: go({ screen: 'slip' }) },
  drill: {
    steps: async (page) => {
      await tellWorker('drill-begin')(page);
      await go({ screen: 'seat', seats: ['NA-130'] })(page);
    },
  },
  'drill-over': {
    steps: async (page) => {
      await tellWorker('drill-begin')(page);
      await page.waitForTimeout(300);
      await tellWorker('drill-end')(page);
      await page.waitForTimeout(300);
    },
  },
};

const content = /\/(first|metadata|targets|blobs)\//;
const openSeat = async (page, seat) => {
  await type('130')(page);
  await page.getByText(seat).first().click();
};

/** Another browser, as it calls itself. */
const calledAs = (userAgent) => (page) =>
  page.addInitScript((text) => Object.defineProperty(navigator, 'userAgent', { get: () => text }), userAgent);
const showOffer = async (page) => {
  await openSeat(page, 'NA-130');
  await page.getByRole('button', { name: /^(No, thanks|نہیں، شکریہ)$/ }).scrollIntoViewIfNeeded();
};
/** Brings into view what may be drawn again meanwhile. */
const bringIntoView = async (page, selector) => {
  await page.locator(selector).first().waitFor();
  await page.evaluate((css) => document.querySelector(css)?.scrollIntoView({ block: 'center' }), selector);
};
/** Keeps two seats. */
const keepFamily = async (page) => {
  for (const seat of ['NA-130', 'PA-124']) {
    await go({ screen: 'seat', seats: [seat] })(page);
    await page.getByRole('button', { name: /Remember my|میرا حلقہ اس/ }).click();
    await page.getByRole('button', { name: /^Remembered|^اس فون میں یاد/ }).waitFor();
  }
};

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
    before: (page) => page.clock.setSystemTime('2027-01-25T08:00:00Z'),
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await go({ screen: 'card', contest: 'NA-130', page: 'all', seats: ['NA-130'] })(page);
    },
  },
  'too-old': {
    before: (page) => page.clock.setSystemTime('2027-01-25T08:00:00Z'),
    after: (page) => openSeat(page, 'NA-130'),
  },
  'out-of-date': {
    before: (page) => page.clock.setSystemTime('2026-12-20T08:00:00Z'),
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
    before: (page) => page.clock.setSystemTime('2027-02-08T05:00:00Z'),
    after: async (page) => {
      await openSeat(page, 'NA-130');
      await go({ screen: 'day', seats: ['NA-130'] })(page);
    },
  },
  'day-closed': {
    before: (page) => page.clock.setSystemTime('2027-02-08T15:00:00Z'),
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
