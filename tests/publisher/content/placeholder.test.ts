import { describe, expect, it } from 'vitest';
import { isPlaceholder } from '../../../src/publisher/content/placeholder.ts';

describe('what keeps the place of a name', () => {
  it.each([
    ...['To be uploaded', 'TO BE UPLOADED.', 'to be announced soon', 'Will be added later', 'N/A', 'n.a.', 'NA', '-'],
    ...[
      '…',
      'NULL',
      'TODO',
      '???',
      'TBD',
      'Not available',
      'awaited',
      '#N/A',
      'NaN',
      'اعلان کیا جائے گا',
      'نام معلوم ہونا باقی',
      'نامعلوم',
    ],
  ])('%s', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each([
    '',
    ' ',
    'Na',
    'Nan',
    'Nil',
    'Null',
    'Todo',
    'Tobe Willoughby',
    'Will Beadle',
    'Abdul Latif',
    'نجمہ',
    '🪁',
    'Unknown Soldier’s Hall',
  ])('is none: "%s"', (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });
});
