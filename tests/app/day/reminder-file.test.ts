import { describe, expect, it } from 'vitest';
import { nextEvening, type Reminder, reminderFile } from '../../../src/app/day/reminder-file.ts';

const reminder: Reminder = {
  uid: 'voting-2027-02-08',
  starts: Date.parse('2027-02-08T03:00:00Z'),
  ends: Date.parse('2027-02-08T12:00:00Z'),
  title: 'Voting day',
  text: 'Bring your card; phones, all of them, stay outside.\nSee \\ Nishan',
  alarms: [720, 0],
};
const file = (patch: Partial<Reminder> = {}) =>
  reminderFile({ ...reminder, ...patch }, new Date('2027-01-30T13:14:15Z'));
const bytes = (text: string): number => new TextEncoder().encode(text).length;
/** As a calendar reads it. */
const unfolded = (text: string): readonly string[] => text.replace(/\r\n /g, '').split('\r\n');

describe('a reminder as a file', () => {
  it('has one event in UTC, every line ended by CRLF', () => {
    expect(file().replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    expect(file().endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(unfolded(file())).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Nishan//Reminder//EN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:voting-2027-02-08',
      'DTSTAMP:20270130T000000Z',
      'DTSTART:20270208T030000Z',
      'DTEND:20270208T120000Z',
      'SUMMARY:Voting day',
      'DESCRIPTION:Bring your card\\; phones\\, all of them\\, stay outside.\\nSee \\\\ Nishan',
      'CLASS:PRIVATE',
      'TRANSP:TRANSPARENT',
      ...['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT720M', 'DESCRIPTION:Voting day', 'END:VALARM'],
      ...['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT0M', 'DESCRIPTION:Voting day', 'END:VALARM'],
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('says where, and by its number that it was changed since', () => {
    const made = unfolded(file({ where: 'Mill gate, Anar Ghati; left', sequence: 12 }));
    expect(made).toContain('LOCATION:Mill gate\\, Anar Ghati\\; left');
    expect(made).toContain('SEQUENCE:12');
  });

  it('is a whole day where no hour is known', () => {
    const { ends: _, ...allDay } = reminder;
    const made = reminderFile({ ...allDay, starts: '2027-02-08' }, new Date());
    expect(made).toContain('\r\nDTSTART;VALUE=DATE:20270208\r\n');
    expect(made).not.toContain('DTEND');
  });

  it.each(['ووٹ ڈالنے سے پہلے رہنما کو تازہ کریں۔ '.repeat(9), 'x'.repeat(300), '🗳️'.repeat(60), 'é'.repeat(37)])(
    'folds at 75 octets and never inside a character: %s',
    (text) => {
      const made = file({ title: text, text });
      for (const line of made.split('\r\n')) expect(bytes(line)).toBeLessThanOrEqual(75);
      expect(made).not.toContain('\ufffd');
      expect(unfolded(made)).toContain(`SUMMARY:${text}`);
    },
  );

  it('is the same for everybody on the same day', () => {
    const other = reminderFile(reminder, new Date('2027-01-30T23:59:59Z'));
    expect(other).toBe(file());
  });
});

describe('the next evening', () => {
  it.each([
    ['this one, where it is still to come', '2027-02-01T10:00:00Z', 300, '2027-02-01T15:00:00.000Z'],
    ['tomorrow’s after eight', '2027-02-01T15:00:00Z', 300, '2027-02-02T15:00:00.000Z'],
    ['by the place’s day, not Greenwich’s', '2027-02-01T20:00:00Z', 300, '2027-02-02T15:00:00.000Z'],
    ['west of Greenwich', '2027-02-02T01:00:00Z', -300, '2027-02-03T01:00:00.000Z'],
  ])('is %s', (_, now, offset, expected) => {
    const { starts, ends } = nextEvening(new Date(now), offset);
    expect(new Date(starts).toISOString()).toBe(expected);
    expect(ends - starts).toBe(900_000);
  });
});
