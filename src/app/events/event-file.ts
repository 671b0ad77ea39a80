// An event for the phone's own calendar, made on the phone. Nothing of the voter stands in it. RFC 5545.
import type { Event } from '../../core/guide/events.ts';
import { type Reminder, reminderFile } from '../day/reminder-file.ts';
import { saveFile } from '../kit/save-file.ts';
import { plain, t } from '../say.ts';
import { getState, getWorld } from '../world.ts';

/** The phone speaks up an hour before; on a day without hours at eight on the evening before. */
const hourBefore = 60;
const eveMinutes = 240;

/** Saves an event as a calendar entry. */
export function saveEvent(event: Event): void {
  const content = reminderFile(eventReminder(event), getWorld().now());
  saveFile({ name: `nishan-event-${event.id}.ics`, type: 'text/calendar;charset=utf-8', content });
}

/** @param event one that is not cancelled */
export function eventReminder(event: Event): Reminder {
  const { id, day, starts, ends, title, place, text } = event;
  const hasHours = starts !== undefined;
  return {
    uid: `nishan-event-${id}`,
    starts: hasHours ? Date.parse(starts) : day,
    ...(hasHours && ends !== undefined && { ends: Date.parse(ends) }),
    title: plain(title) || t(`events.${event.kind}`),
    text: plain(text),
    where: plain(place),
    // An event that was moved since has the same name: a calendar takes what has the higher number.
    sequence: getState().head?.edition ?? 0,
    alarms: [hasHours ? hourBefore : eveMinutes],
  };
}
