// A picture card on a slow phone: from the tap on another shape to the picture on the screen, under Chromium's CPU throttle.
import { it } from 'vitest';
import { launchChromium } from '../../harness/browsers/browser.ts';
import { makeMirror } from '../../harness/mirrors/mirror.ts';
import { ms, row, runs } from '../measure.ts';
import { slowDown, throttle } from './slow-phone.ts';

const widths = { Chat: 1200, Status: 900 } as const;

it('a picture card', async (context) => {
  const mirror = await makeMirror();
  const browser = await launchChromium();
  const { page } = browser;
  const times: number[] = [];
  let kilobytes = '';
  try {
    await page.goto(`${mirror.url}#/seat/NA-130`);
    await page.getByText('Saved: works without internet').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Send as a picture' }).first().click();
    await page.locator('main img[data-state=ready]').waitFor();
    await slowDown(browser);
    for (let run = 0; run < runs; run++) {
      const shape = run % 2 === 0 ? 'Chat' : 'Status';
      times.push(
        await page.evaluate(
          async ([name, width]) => {
            const buttons = [...document.querySelectorAll<HTMLButtonElement>('main fieldset button')];
            const began = performance.now();
            buttons.find(({ textContent }) => textContent === name)?.click();
            const isThere = () => {
              const picture = document.querySelector<HTMLImageElement>('main img[data-state=ready]');
              return picture?.complete === true && picture.naturalWidth === width;
            };
            while (!isThere()) await new Promise((done) => requestAnimationFrame(done));
            return performance.now() - began;
          },
          [shape, widths[shape]] as const,
        ),
      );
    }
    kilobytes = (await page.getByText(/ kB$/).first().textContent()) ?? '';
  } finally {
    await browser.close();
    await mirror.remove();
  }
  row(
    context,
    `a picture card, from the tap to the picture, CPU/${throttle}`,
    ms(times),
    '',
    `${/\d+ kB$/.exec(kilobytes)?.[0] ?? ''}, ${runs} of them`,
  );
});
