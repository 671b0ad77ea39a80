// From the card of a seat to a picture in somebody's chat: two taps, the same picture whatever the screen's colours are, a
// code that survives the chat, the sender's own line apart, and no symbol of a list that is too old. The share sheet is
// the test's own: browsers without a screen have none.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { launchPhones, type Phone } from '../../harness/browsers/browser.ts';
import { afterChat, readCode } from '../../harness/browsers/read-code.ts';
import { exampleDay } from '../../harness/example-day.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

/** Where the pictures are put, to be looked at; nowhere unless it is asked for. */
const shots = process.env.NISHAN_SHOTS;

let mirror: Mirror;
let phones: Awaited<ReturnType<typeof launchPhones>>;
let browser: Phone;
let link: string;

beforeAll(async () => {
  mirror = await makeMirror();
  link = `${mirror.url}#/seat/NA-130/root/${guideId(await readFile(`${mirror.dir}/metadata/1.root.json`))}`;
  phones = await launchPhones();
  browser = await phones.newPhone();
  await browser.page.goto(`${mirror.url}#/seat/NA-130`);
  await browser.page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
});
afterAll(async () => {
  await phones.close();
  await mirror.remove();
});

/** Puts a share sheet in place, and counts taps from here on. @param answer the name of the error that it ends with; "" for none */
async function useSheet(page: Page, answer = ''): Promise<void> {
  await page.evaluate((name) => {
    const page = globalThis as unknown as { taps: number; shared: unknown };
    page.taps = 0;
    page.shared = null;
    addEventListener('click', ({ isTrusted }) => (page.taps += isTrusted ? 1 : 0), { capture: true });
    Object.assign(navigator, {
      canShare: () => true,
      share: async (data: ShareData) => {
        const [file] = data.files ?? [];
        const bytes = new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer(0));
        const content = btoa(bytes.reduce((letters, byte) => letters + String.fromCharCode(byte), ''));
        page.shared = { keys: Object.keys(data), type: file?.type, name: file?.name, content, taps: page.taps };
        if (name !== '') throw new DOMException('', name);
      },
    });
  }, answer);
}

interface SharedPicture {
  readonly keys: readonly string[];
  readonly type: string;
  readonly name: string;
  readonly content: string;
  readonly taps: number;
}

async function readShared(page: Page): Promise<SharedPicture> {
  const read = () => page.evaluate(() => (globalThis as unknown as { readonly shared: SharedPicture | null }).shared);
  await expect.poll(read).toBeTruthy();
  return (await read()) as SharedPicture;
}

const bytesOf = ({ content }: SharedPicture): Buffer => Buffer.from(content, 'base64');
const send = (page: Page): Promise<void> => page.getByRole('button', { name: 'Send', exact: true }).click();

/** The picture of a shape is there, and nothing else is asked for. */
async function drawn(page: Page, [width, height]: readonly number[] = [900, 1600]): Promise<void> {
  const picture = page.locator('main img[data-state=ready]');
  const size = () => picture.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]).catch(() => []);
  await expect.poll(size).toEqual([width, height]);
}

/** How much of a picture is the red of NA-130's apple. */
async function redOf(picture: Buffer): Promise<number> {
  const { data } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let red = 0;
  for (let i = 0; i < data.length; i += 3) {
    if ((data[i] ?? 0) > 190 && (data[i + 1] ?? 255) < 100 && (data[i + 2] ?? 255) < 90) red++;
  }
  return red / (data.length / 3);
}

async function keepShot(name: string, picture: Buffer): Promise<Buffer> {
  if (shots) await sharp(picture).toFile(`${shots}/card-${name}.png`);
  return picture;
}

it('goes from the card to the share sheet in two taps, offline, and the code in it survives the chat', async () => {
  const { page, context } = browser;
  await context.setOffline(true);
  await useSheet(page);
  await page.getByRole('button', { name: 'Send as a picture' }).first().click();
  await drawn(page);
  await send(page);
  const shared = await readShared(page);
  expect(shared.taps).toBe(2);
  expect(shared.keys).toEqual(['files']);
  expect([shared.type, shared.name]).toEqual([
    'image/png',
    expect.stringMatching(/^NA-130-edition-1-2\d{3}-\d\d-\d\d\.png$/),
  ]);
  const picture = await keepShot('status-en', bytesOf(shared));
  const { width, height } = await sharp(picture).metadata();
  expect([width, height]).toEqual([900, 1600]);
  expect(await redOf(picture)).toBeGreaterThan(0.03);
  expect(await readCode(await afterChat(picture))).toBe(link);
  // What is on the screen is in no address.
  expect(await page.evaluate(() => JSON.stringify([location.href, document.title]))).not.toMatch(/130/);
  await context.setOffline(false);
});

it('is the same picture in the dark and in forced colours', async () => {
  const { page } = browser;
  await useSheet(page);
  await send(page);
  const light = await readShared(page);
  for (const media of [{ colorScheme: 'dark' }, { colorScheme: 'dark', forcedColors: 'active' }] as const) {
    await page.emulateMedia(media);
    await page.goBack();
    await page.getByRole('button', { name: 'Send as a picture' }).first().click();
    await drawn(page);
    await useSheet(page);
    await send(page);
    expect((await readShared(page)).content === light.content).toBe(true);
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
});

it('keeps the sender’s line apart, leaves out what could pass for the list’s, and saves where nothing is sent', async () => {
  const { page } = browser;
  const field = page.getByRole('textbox', { name: 'Your own line' });
  await useSheet(page);
  // At once, while it is not drawn yet: what is sent is what was typed.
  await field.fill('Come early and bring your mother');
  await send(page);
  const own = await keepShot('own-en', bytesOf(await readShared(page)));
  const { data } = await sharp(own)
    .extract({ left: 0, top: 1_590, width: 900, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([data[0], data[1], data[2]]).toEqual([0x33, 0x36, 0x3d]);
  expect(await readCode(await afterChat(own))).toBe(link);
  await field.fill('Symbol changed, vote umbrella');
  await page.getByText('This line is not on the picture').waitFor();
  await drawn(page);
  await useSheet(page, 'NotAllowedError');
  await send(page);
  const without = await readShared(page);
  expect(bytesOf(without).equals(own)).toBe(false);
  await page.getByText('This browser does not send it').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the picture' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(without.name);
  expect((await readFile(await download.path())).toString('base64')).toBe(without.content);
  await page.getByRole('button', { name: 'Take my line off' }).click();
  await page.getByRole('button', { name: 'Put my line back' }).click();
  expect(await field.inputValue()).toBe('Symbol changed, vote umbrella');
  expect(await page.getByRole('link', { name: 'Write the SMS' }).getAttribute('href')).toMatch(
    /^sms:\?body=NA-130%3A%20Mehrab%20Barfabi%2C%20symbol%20Apple/,
  );
});

it('tries a smaller one where the phone has no memory for it, and says so where it has none for any', async () => {
  const { page } = browser;
  const limit = (most: number) =>
    page.evaluate((width) => {
      const whole = HTMLCanvasElement.prototype as {
        toBlob: HTMLCanvasElement['toBlob'];
        own?: HTMLCanvasElement['toBlob'];
      };
      whole.own ??= whole.toBlob;
      whole.toBlob = function (this: HTMLCanvasElement, take, ...rest) {
        if (this.width > width) take(null);
        else whole.own?.call(this, take, ...rest);
      };
    }, most);
  const shape = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  await limit(700);
  await shape('Chat');
  await drawn(page, [600, 600]);
  await limit(0);
  await shape('Status');
  await page.getByText('This phone cannot draw the picture').waitFor();
  expect(await page.getByRole('button', { name: 'Save the picture' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Write the SMS' }).waitFor();
  await limit(2_000);
  await shape('Chat');
  await drawn(page, [1200, 1200]);
});

it('has every shape in Urdu too, and shows no symbol once the list is too old for it', async () => {
  const { page, close } = await phones.newPhone({ locale: 'ur-PK' });
  await page.goto(`${mirror.url}#/seat/NA-130/PA-132`);
  const make = page.getByRole('button', { name: 'تصویر بنا کر بھیجیں' });
  await make.first().click();
  for (const [name, shape, size] of [
    ['status', 'اسٹیٹس', [900, 1600]],
    ['square', 'چیٹ', [1200, 1200]],
    ['strip', 'سب بیلٹ', [1600, 900]],
  ] as const) {
    await page.getByRole('button', { name: shape, exact: true }).click();
    await drawn(page, size);
    await useSheet(page);
    await page.getByRole('button', { name: 'بھیجیں', exact: true }).click();
    const shared = await readShared(page);
    const picture = await keepShot(`${name}-ur`, bytesOf(shared));
    const { width, height } = await sharp(picture).metadata();
    expect([width, height]).toEqual(size);
    expect(await readCode(await afterChat(picture))).toBe(link);
    expect(shared.name).toMatch(name === 'strip' ? /^NA-130-PA-132-(\w+-\d+-)?edition/ : /^NA-130-edition/);
  }
  await page.clock.setSystemTime(exampleDay('2027-01-25T08:00:00Z'));
  await page.reload();
  await drawn(page);
  await useSheet(page);
  await page.getByRole('button', { name: 'بھیجیں', exact: true }).click();
  const old = await keepShot('old-ur', bytesOf(await readShared(page)));
  expect(await redOf(old)).toBe(0);
  expect(await readCode(await afterChat(old))).toBe(link);
  await close();
});
