// Reminders for the phone's own calendar, made on the phone. The same file for every voter: no seat, no station, no name.
import type { VotingTime } from '../../core/guide/meaning/voting-time.ts';
import { saveFile } from '../kit/save-file.ts';
import { t } from '../say.ts';
import { getWorld } from '../world.ts';
import { nextEvening, reminderFile } from './reminder-file.ts';

const type = 'text/calendar;charset=utf-8';
/** From eight in the evening to midnight, in minutes. */
const eveMinutes = 240;

/** Whether the next evening is still today's. */
export function isEveningToday({ offsetMinutes }: VotingTime): boolean {
  const now = getWorld().now();
  const dayOf = (ms: number): number => Math.floor((ms + offsetMinutes * 60_000) / 86_400_000);
  return dayOf(nextEvening(now, offsetMinutes).starts) === dayOf(now.getTime());
}

/** Saves a reminder to look for a newer edition on the next evening. */
export function remindToUpdate({ offsetMinutes }: VotingTime): void {
  const now = getWorld().now();
  const evening = nextEvening(now, offsetMinutes);
  const uid = `nishan-update-${new Date(evening.starts).toISOString().slice(0, 10)}`;
  const words = { title: t('remind.update-title'), text: t('remind.update-text') };
  saveFile({ name: 'nishan-update.ics', type, content: reminderFile({ uid, ...evening, ...words, alarms: [0] }, now) });
}

/** Saves the voting day itself. */
export function remindOfDay({ day, opensMs, closesMs, offsetMinutes }: VotingTime): void {
  const opensAt = opensMs === null ? 0 : (opensMs / 60_000 + offsetMinutes) % 1_440;
  const content = reminderFile(
    {
      uid: `nishan-voting-${day}`,
      starts: opensMs ?? day,
      ...(opensMs !== null && closesMs !== null && { ends: closesMs }),
      title: t('day.title'),
      text: t('remind.day-text'),
      alarms: opensMs === null ? [eveMinutes] : [eveMinutes + opensAt, 0],
    },
    getWorld().now(),
  );
  saveFile({ name: 'nishan-voting-day.ics', type, content });
}
