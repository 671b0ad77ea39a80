// What the model is given: a country of the size of the real list's, with what was measured of the guide. Every figure
// that nobody measured is an assumption; docs/SPREAD.md lists them.
import type { Assumptions } from './model.ts';

/** With nobody offline. */
export const country: Assumptions = {
  adults: 128_600_000,
  adultsPerHousehold: 3.5,
  phoneShare: 0.5,
  phonesPerSettlement: 1_000,
  onlineShare: 1,
  appShare: 0.1,
  looksPerDay: 3,
  chatsPerDay: 4,
  meetingsPerDay: 6,
  travelsPerDay: 0.5,
  offerShare: 0.05,
  setupSeconds: 25,
  patienceSeconds: 60,
  // A region of the real list as a page, pictures of symbols left out: 95 to 104 kB in five of 87 regions.
  pageBytes: 101_000,
  bluetoothBytesPerSecond: 100_000,
  codesBytes: 68_000,
  codesBytesPerSecond: 4_700,
  volunteers: 10,
  servedPerDay: 60,
  courierHours: 18,
};

/** What a phone asks of a mirror, in requests and bytes as they lie. docs/BENCHMARKS.md. */
export const traffic = {
  whole: { requests: 97, bytes: 333_000 },
  changed: { requests: 5, bytes: 9_100 },
  nothing: { requests: 2, bytes: 541 },
} as const;

/** Assumed: US dollars for a gigabyte that leaves a host, and for a million requests. */
export const prices = { gigabyte: 0.05, millionRequests: 0.4 } as const;

/** Each lever halved and doubled, by the name that the table gives it. */
export const levers: readonly (readonly [name: string, turn: (given: Assumptions, by: number) => Assumptions])[] = [
  ['offers: share of meetings in which it is passed on', (a, by) => ({ ...a, offerShare: a.offerShare * by })],
  ['meetings in the same place', (a, by) => ({ ...a, meetingsPerDay: a.meetingsPerDay * by })],
  ['meetings with another place', (a, by) => ({ ...a, travelsPerDay: a.travelsPerDay * by })],
  ['volunteers', (a, by) => ({ ...a, volunteers: a.volunteers * by })],
  ['couriers: half, double the wait', (a, by) => ({ ...a, courierHours: a.courierHours * by })],
  ['phones that have the app', (a, by) => ({ ...a, appShare: a.appShare * by })],
  ['setting up: half, double the seconds', (a, by) => ({ ...a, setupSeconds: a.setupSeconds * by })],
  ['patience', (a, by) => ({ ...a, patienceSeconds: a.patienceSeconds * by })],
  ['size of the page', (a, by) => ({ ...a, pageBytes: a.pageBytes * by })],
  ['speed of Bluetooth', (a, by) => ({ ...a, bluetoothBytesPerSecond: a.bluetoothBytesPerSecond * by })],
  ['speed of the moving codes', (a, by) => ({ ...a, codesBytesPerSecond: a.codesBytesPerSecond * by })],
  ['share of phones online', (a, by) => ({ ...a, onlineShare: a.onlineShare * by })],
];
