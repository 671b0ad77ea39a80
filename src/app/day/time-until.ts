// How long it is until the doors open or close, in words.
import { t } from '../say.ts';
import { getWorld } from '../world.ts';

/** How long it is until then: hours, and minutes within the last of them. @param untilMs ms since 1970 */
export function sayTimeUntil(untilMs: number): string {
  const minutes = Math.max(1, Math.ceil((untilMs - getWorld().now().getTime()) / 60_000));
  return minutes < 90 ? t('day.minutes', { n: minutes }) : t('day.hours', { n: Math.round(minutes / 60) });
}
