// What leads to a screen or a state: taps and words, as a voter would give them, and places as the app itself goes there.

/** @typedef {import('playwright-core').Page} Page */

/** Types on the pad. @param {string} digits */
export const type = (digits) => async (/** @type {Page} */ page) => {
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
export const addFriend = async (/** @type {Page} */ page) => {
  await go({ screen: 'sources' })(page);
  await page.locator('form input').fill('https://guide.friend.example/nishan/');
  await page.locator('form button').first().click();
};
export const tellWorker = (/** @type {string} */ type) => (/** @type {Page} */ page) =>
  page.evaluate((message) => navigator.serviceWorker.controller?.postMessage({ type: message }), type);

/** A question in the chat. @param {string} question */
export const ask = (question) => async (/** @type {Page} */ page) => {
  await go({ screen: 'ask' })(page);
  await page.locator('#question').fill(question);
  await page.keyboard.press('Enter');
  await page.locator('[data-kind]').first().waitFor();
};

/** A message that came. @param {string} message */
export const check = (message) => async (/** @type {Page} */ page) => {
  await go({ screen: 'check' })(page);
  await page.locator('main h1').waitFor();
  if ((await page.locator('textarea').count()) === 0) await page.locator('main > button').last().click();
  await page.locator('textarea').fill(message);
  await page.locator('section label + button').click();
  await page.locator('blockquote ~ [role=alert]').first().waitFor();
};

/** Types a number and takes one of the seats that have it. */
export const openSeat = async (page, seat) => {
  await type('130')(page);
  await page.getByText(seat).first().click();
};

/** Another browser, as it calls itself. */
export const calledAs = (userAgent) => (page) =>
  page.addInitScript((text) => Object.defineProperty(navigator, 'userAgent', { get: () => text }), userAgent);
/** The offer to install, below a seat's card. */
export const showOffer = async (page) => {
  await openSeat(page, 'NA-130');
  await page.getByRole('button', { name: /^(No, thanks|نہیں، شکریہ)$/ }).scrollIntoViewIfNeeded();
};
/** Brings into view what may be drawn again meanwhile. */
export const bringIntoView = async (page, selector) => {
  await page.locator(selector).first().waitFor();
  await page.evaluate((css) => document.querySelector(css)?.scrollIntoView({ block: 'center' }), selector);
};
/** Keeps two seats. */
export const keepFamily = async (page) => {
  for (const seat of ['NA-130', 'PA-124']) {
    await go({ screen: 'seat', seats: [seat] })(page);
    await page.getByRole('button', { name: /Remember my|میرا حلقہ اس/ }).click();
    await page.getByRole('button', { name: /^Remembered|^اس فون میں یاد/ }).waitFor();
  }
};
