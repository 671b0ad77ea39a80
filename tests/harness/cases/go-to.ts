// A voter with a seat goes to a screen, as the app's own history would lead there.
import type { Page } from 'playwright-core';
import { go } from '../../shots/steps.mjs';

const home = { seats: ['NA-130'], contest: 'NA-130' };

/**
 * Goes there and waits until it is drawn.
 * @param screen its name; "find" is the pad
 * @param place what differs from a voter at the first contest of NA-130
 */
export async function goTo(page: Page, screen: string, place: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await page.evaluate(() => {
    for (const heading of document.querySelectorAll('main h1')) heading.setAttribute('data-before', '');
  });
  await go({ ...home, ...place, screen })(page);
  // Each screen is drawn anew: a heading that was there before is another screen's.
  await page.locator('main h1:not([data-before])').first().waitFor();
}
