// How an edition reaches a country when some or all of it is offline: a model, and no measurement. docs/SPREAD.md.
import { it } from 'vitest';
import { row } from '../measure.ts';
import { country, levers, prices, traffic } from './country.ts';
import { hourOf, type Run, spreadOf } from './model.ts';

const week = 7 * 24;
const fortnight = 2 * week;
const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
const hours = (value: number | null): string => (value === null ? `not in ${fortnight} h` : `${value} h`);
const at = (run: Run, hour: number): number => run.adults[hour - 1] ?? Number.NaN;
/** What is seen of the model's own chance: three seeds of the same country. */
const seeds = [1, 2, 3] as const;

for (const offline of [0, 0.9, 0.99, 1]) {
  it(`${percent(offline)} offline`, (context) => {
    const given = { ...country, onlineShare: 1 - offline };
    const [run, ...others] = seeds.map((seed) => spreadOf(given, fortnight, seed));
    if (!run) throw new TypeError('a seed at least');
    const name = `${percent(offline)} offline`;
    row(
      context,
      `${name}: adults reached after 24, 72, 168 h`,
      [24, 72, week].map((hour) => percent(at(run, hour))).join(', '),
      '',
    );
    row(
      context,
      `${name}: half, nine of ten phones hold it after`,
      `${hours(hourOf(run.phones, 0.5))}, ${hours(hourOf(run.phones, 0.9))}`,
      '',
    );
    const wide = others.map((each) => percent(at(each, 72))).join(', ');
    row(context, `${name}: after 72 h with other seeds`, wide, '');
    const phones = country.adults * country.phoneShare;
    const taken = run.fromMirrors * phones;
    for (const [what, { requests, bytes }] of [
      ['whole guide', traffic.whole],
      ['one change', traffic.changed],
    ] as const) {
      const gigabytes = (taken * bytes + run.emptyLooks * traffic.nothing.bytes) / 1e9;
      const asked = taken * requests + run.emptyLooks * traffic.nothing.requests;
      const cost = gigabytes * prices.gigabyte + (asked / 1e6) * prices.millionRequests;
      const most = (run.mostAnHour * requests) / 3600;
      row(
        context,
        `${name}: mirrors, ${what}, two weeks`,
        `${gigabytes.toFixed(0)} GB, ${(asked / 1e6).toFixed(0)} M requests, at most ${most.toFixed(0)} a second, ${cost.toFixed(0)} dollars`,
        '',
      );
    }
  });
}

for (const offline of [0.99, 1]) {
  it(`levers at ${percent(offline)}`, (context) => {
    const given = { ...country, onlineShare: 1 - offline };
    const base = at(spreadOf(given, 72), 72);
    row(context, `levers, ${percent(offline)} offline: adults reached after 72 h`, percent(base), '');
    const turned = levers
      .filter(([name]) => offline < 1 || !name.includes('online'))
      .map(
        ([name, turn]) => [name, at(spreadOf(turn(given, 0.5), 72), 72), at(spreadOf(turn(given, 2), 72), 72)] as const,
      )
      .sort(([, a, b], [, c, d]) => Math.abs(d - c) - Math.abs(b - a));
    for (const [name, half, double] of turned)
      row(context, name, `halved ${percent(half)}, doubled ${percent(double)}`, '');
  });
}

it('what it takes', (context) => {
  const cut = { ...country, onlineShare: 0 };
  for (const volunteers of [10, 30, 100, 300]) {
    for (const offerShare of [0.05, 0.2]) {
      const run = spreadOf({ ...cut, volunteers, offerShare }, 72);
      const name = `all offline, ${volunteers} volunteers for 100,000 adults, ${percent(offerShare)} of meetings: adults after 24, 72 h`;
      row(context, name, [24, 72].map((hour) => percent(at(run, hour))).join(', '), '');
    }
  }
  const whole = spreadOf({ ...cut, pageBytes: 2_150_000 }, 72);
  row(context, "all offline, the country's page instead of a region's: adults after 72 h", percent(at(whole, 72)), '');
  const seen = spreadOf({ ...country, onlineShare: 0.1, appShare: 0.6 }, 72);
  row(
    context,
    '90 % offline, six of ten phones with the app: adults after 24, 72 h',
    [24, 72].map((hour) => percent(at(seen, hour))).join(', '),
    '',
  );
});
