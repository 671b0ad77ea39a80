// Every screen of the demo, with what leads to it: for pictures and for what tests measure on each screen.
import { addFriend, ask, check, go, tellWorker, type } from './steps.mjs';

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
      // The words of a made language are too long for one.
      await page
        .locator('a[href^="sms:"]')
        .waitFor({ timeout: 3_000 })
        .catch(() => undefined);
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
