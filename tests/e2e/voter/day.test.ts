// The voting day in a real browser: the countdown, one's own station, near me, the slip on paper, reminders, without internet.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Launched, launchChromium } from '../../harness/browsers/browser.ts';
import { exampleDay, exampleDayInWords } from '../../harness/example-day.ts';
import { type Mirror, makeMirror, runNishan } from '../../harness/mirrors/mirror.ts';

/** Where pictures of the slip are put, to be looked at; nowhere unless it is asked for. */
const shots = process.env.NISHAN_SHOTS;

const votingDay = exampleDayInWords('2027-02-08');
const inCalendar = exampleDay('2027-02-08').replaceAll('-', '');

let home = '';
let mirror: Mirror;
let browser: Launched;
/** One with a clock that is set: a context has one clock for all its pages. */
let later: Launched;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'nishan-day-'));
  const guideDir = join(home, 'guide');
  await runNishan('init', guideDir);
  await change(
    join(guideDir, 'guide.yaml'),
    /^( +symbolsFinal: .*)$/m,
    `$1\n    over: '${exampleDay('2027-02-12T00:00:00Z')}'`,
  );
  await giveDays(join(guideDir, 'contests.csv'));
  mirror = await makeMirror({ guideDir, args: ['--no-car', '--no-torrent'] });
  [browser, later] = await Promise.all([launchChromium(), launchChromium()]);
  await browser.page.goto(`${mirror.url}#/seat/NA-130`);
  await browser.page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
});
afterAll(async () => {
  await Promise.all([browser?.close(), later?.close()]);
  await mirror?.remove();
  await rm(home, { recursive: true, force: true });
});

/** PA-126 is put off to a day, PA-124 is voted on again. */
async function giveDays(file: string): Promise<void> {
  const own: Readonly<Record<string, string>> = {
    id: 'day,rerun',
    'PA-126': `${exampleDay('2027-02-20')},`,
    'PA-124': `${exampleDay('2027-03-01')},yes`,
  };
  const rows = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const wide = rows.map((row) => `${row},${own[row.slice(0, row.indexOf(','))] ?? ','}`);
  await writeFile(file, `${wide.join('\n')}\n`);
}

async function change(file: string, from: RegExp, to: string): Promise<void> {
  const before = await readFile(file, 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} has nothing like ${from}`);
  await writeFile(file, after);
}

const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();

/** The first screen of a voter of a seat, as a shared link opens it. */
async function openSeat(page: Page, seat: string): Promise<void> {
  await page.goto(`${mirror.url}?${Math.random()}#/seat/${seat}`);
  await page.locator(`#ballot-${seat}`).waitFor();
}

describe('the voting day', () => {
  it('is two taps from the card: when, where, what to bring, and the slip', async () => {
    const { page } = browser;
    await openSeat(page, 'NA-130');
    await press(page, /^Voting day/);
    await page.getByRole('heading', { name: 'Voting day' }).waitFor();
    const text = await page.locator('main').innerText();
    expect(text).toContain(votingDay);
    expect(text).toMatch(/8:00.am to 5:00.pm/);
    expect(text).toContain('Your original identity card');
    await press(page, 'Where do I vote?');
    await page.getByRole('heading', { name: 'Where to vote' }).waitFor();
  });

  it('counts by the clock of the place, and knows its end', async () => {
    const other = later.page;
    await openSeat(other, 'NA-130');
    const leads: string[] = [];
    // Days, the eve, the morning, the doors open, after them, and when the publisher says that it is over.
    for (const now of ['02-01T12:00', '02-07T12:00', '02-08T02:20', '02-08T05:00', '02-08T12:30', '02-12T00:00']) {
      await other.clock.setSystemTime(exampleDay(`2027-${now}:00Z`));
      await other.goto(`${mirror.url}?${now}#/day`);
      await other.getByRole('heading', { name: 'Voting day' }).waitFor();
      leads.push((await other.locator('main').innerText()).replace(/\s+/g, ' ').slice('Voting day '.length, 90));
    }
    expect(leads[0]).toMatch(new RegExp(`^In 7 days ${votingDay} 8:00 am to 5:00 pm`));
    expect(leads[1]).toMatch(new RegExp(`^Tomorrow ${votingDay} 8:00 am to 5:00 pm Doors open in 15 hours`));
    expect(leads[2]).toMatch(/^Today .*Doors open in 40 minutes/);
    expect(leads[3]).toMatch(new RegExp(`^Open now ${votingDay} Until 5:00 pm 7 hours left`));
    expect(leads[4]).toMatch(new RegExp(`^Voting has ended ${votingDay}`));
    expect(leads[5]).toMatch(/^This election is over/);
  });

  it('tells a seat that is put off or votes again its own day, on the card and after the end of the others', async () => {
    const other = later.page;
    await other.clock.setSystemTime(exampleDay('2027-02-13T08:00:00Z'));
    await openSeat(other, 'PA-126');
    await other.getByText(`Voting here is on ${exampleDayInWords('2027-02-20')}`).waitFor();
    await openSeat(other, 'PA-124');
    await other.getByText(`Voting here again on ${exampleDayInWords('2027-03-01')}`).waitFor();
    // The other ballot of the same voter is.
    expect(await other.locator('#ballot-NA-126').getByText('This election is over').count()).toBe(1);
    await press(other, /^Voting day · In 16 days/);
    await openSeat(other, 'PA-130');
    await other.getByText('This election is over', { exact: true }).waitFor();
  });

  it('says on the slip that a list is not final, and hides the symbol until it is asked for', async () => {
    const { page } = later;
    await page.clock.setSystemTime(exampleDay('2027-02-01T08:00:00Z'));
    await openSeat(page, 'NA-130');
    await press(page, 'Slip to take along');
    const slip = page.locator('[data-slip]');
    await slip.getByText('Published before the symbols were final.').first().waitFor();
    expect(await slip.innerText()).toContain('Mehrab Barfabi');
    expect(await slip.innerText()).not.toContain('Apple');
    await slip.getByRole('button', { name: 'Symbol hidden' }).click();
    await slip.getByText('Apple').first().waitFor();
    await slip.getByText('Not final').last().waitFor();
  });

  it('saves reminders that say nothing of the voter', async () => {
    const { page } = browser;
    await openSeat(page, 'NA-130');
    await press(page, /^Voting day/);
    const files: string[] = [];
    for (const name of ['The voting day', /evening: look for changes/]) {
      const [download] = await Promise.all([page.waitForEvent('download'), press(page, name)]);
      expect(download.suggestedFilename()).toMatch(/^nishan-[a-z-]+\.ics$/);
      files.push(await readFile(await download.path(), 'utf8'));
    }
    expect(files[0]).toContain(`DTSTART:${inCalendar}T030000Z\r\nDTEND:${inCalendar}T120000Z\r\n`);
    expect(files[0]).toContain('TRIGGER:-PT720M');
    expect(files[1]).toMatch(/UID:nishan-update-\d{4}-\d\d-\d\d\r\n/);
    for (const file of files) expect(file).not.toMatch(/NA|130|Surkh|Mehrab|[^\r]\n/);
  });
});

describe('one’s own station', () => {
  it('is found by a block code, kept with the tab, and goes onto the slip, which prints on one page', async () => {
    const { page } = browser;
    await openSeat(page, 'NA-130');
    await press(page, 'PA-132');
    await page.locator('#ballot-PA-132').waitFor();
    await press(page, 'Where do I vote?');
    await page.getByRole('searchbox').fill('1303211');
    await page.getByText('For your block code', { exact: true }).waitFor();
    await press(page, 'My station');
    await page.getByRole('heading', { name: 'Your polling station' }).waitFor();
    // The list it was pressed in is gone: eye and keys are at the top, where the station is.
    await page.locator('h1:focus').waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.reload();
    await page.getByRole('heading', { name: 'Your polling station' }).waitFor();
    await press(page, 'Slip to take along');
    const slip = page.locator('[data-slip]');
    await slip.getByText('Town Hall, Surkh Mitti West').waitFor();
    await slip.locator('img').first().waitFor();
    expect(await slip.innerText()).toMatch(
      new RegExp(`NA-130[\\s\\S]*Apple[\\s\\S]*Mehrab Barfabi[\\s\\S]*${votingDay}`),
    );

    // Who backs nobody on a ballot leaves a line; the voter may choose.
    await slip.getByRole('combobox').nth(1).selectOption({ index: 1 });
    await expect.poll(() => slip.locator('img').count()).toBe(2);
    expect(new URL(page.url()).hash).toBe('#/copy');

    await page.emulateMedia({ media: 'print' });
    const seen = await page.evaluate(
      () =>
        [...document.querySelectorAll('header, nav, select, button, h1')].filter(
          (each) => each.getClientRects().length > 0,
        ).length,
    );
    expect(seen).toBe(0);
    const pdf = await page.pdf({ format: 'A4', printBackground: false });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    if (shots) {
      await writeFile(join(shots, 'slip.pdf'), pdf);
      await writeFile(join(shots, 'slip.png'), await page.screenshot({ fullPage: true }));
    }
    await page.emulateMedia({ media: 'screen' });

    // Whoever asks for a seat anew may be somebody else of the family.
    await press(page, 'My seat');
    await press(page, 'Another seat');
    for (const digit of ['1', '3', '0']) await page.getByRole('button', { name: digit, exact: true }).click();
    await press(page, 'NA-130');
    await press(page, 'Where do I vote?');
    await page.getByRole('searchbox').waitFor();
  });

  it('is there without internet too', async () => {
    const { page } = browser;
    await openSeat(page, 'NA-130');
    await press(page, /^Voting day/);
    await page.getByRole('heading', { name: 'Voting day' }).waitFor();
    await mirror.switchOff();
    try {
      await page.reload();
      await page.getByRole('heading', { name: 'What to bring' }).waitFor();
      await press(page, 'Slip to take along');
      await page.locator('[data-slip] img').first().waitFor();
      await press(page, 'Where do I vote?');
      await page.getByText('6 polling stations').waitFor();
    } finally {
      await mirror.switchOn();
    }
  });
});

describe('near me', () => {
  const toPlaces = async (page: Page, seat: string): Promise<void> => {
    await openSeat(page, seat);
    await press(page, 'Where do I vote?');
    await page.getByRole('heading', { name: 'Where to vote' }).waitFor();
  };
  const stations = (page: Page): Promise<string> =>
    page.locator('main ul').filter({ hasText: 'My station' }).innerText();

  it('sorts by distance, says the direction in words, opens the phone’s own map, and forgets the position', async () => {
    const { page, context } = browser;
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ latitude: 1.8733, longitude: -3.1667, accuracy: 20 });
    await toPlaces(page, 'NA-130');
    expect((await stations(page)).startsWith('1\n')).toBe(true);
    await press(page, 'Near me');
    await page.getByText('Near you, perhaps not yours').waitFor();
    const [first = '', second = ''] = (await stations(page)).split(/(?=^\d\n)/m);
    expect(first).toMatch(/^6\n50 m, south-west\nTown Hall, Anar Ghati West/);
    expect(second).toMatch(/^5\n1\.8 km, south-east/);
    const link = page.locator('a[href^="geo:"]').first();
    expect(await link.getAttribute('href')).toBe('geo:1.87300,-3.16700?q=1.87300,-3.16700');
    await press(page, 'News');
    await page.getByRole('heading', { name: 'What changed' }).waitFor();
    await press(page, 'Where');
    await page.getByRole('button', { name: 'Near me' }).waitFor();
    const left = await page.evaluate(() => JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }]));
    expect(left).not.toMatch(/1\.87|3\.16/);
  });

  it('offers seats, perhaps, to who does not know theirs', async () => {
    const { page, context } = browser;
    await context.setGeolocation({ latitude: 1.8733, longitude: -3.1667, accuracy: 900 });
    await page.goto(`${mirror.url}?perhaps#/places`);
    await press(page, 'Near me');
    await page.getByText('The phone knows your position only to within 900 m.').waitFor();
    await page.getByRole('heading', { name: 'Perhaps one of these seats' }).waitFor();
    const seats = page.locator('main li').filter({ hasText: /NA-/ });
    expect(await seats.first().innerText()).toMatch(/^50 m\s+NA-130/);
    await context.setGeolocation({ latitude: 51.5, longitude: 0 });
    await page.reload();
    await press(page, 'Near me');
    await page.getByText('No polling station of this guide is near you').waitFor();
  });

  it('says in words why there is no position, and what to do', async () => {
    const { page } = browser;
    await toPlaces(page, 'NA-130');
    for (const [code, words] of [
      [1, 'was not allowed to say'],
      [2, 'does not know where it is'],
      [3, 'took too long'],
      [0, 'cannot say where you are'],
    ] as const) {
      await page.evaluate((answer) => {
        const fake = { getCurrentPosition: (_: unknown, failed: (why: object) => void) => failed({ code: answer }) };
        Object.defineProperty(navigator, 'geolocation', { value: answer ? fake : undefined, configurable: true });
      }, code);
      await press(page, 'Near me');
      await page.getByText(words).waitFor();
      await page.getByText(/the station by its name/).waitFor();
    }
  });
});
