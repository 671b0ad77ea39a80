// How many seats of the real list fit one printed QR code, by language and version.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { it } from 'vitest';
import { encodeBase64Url } from '../../src/core/base64url.ts';
import { encodeSlip, joinSlip, type SlipCandidate } from '../../src/core/slip/slip.ts';
import { dataFolder, hasData, row } from './measure.ts';

interface ListRow {
  readonly constituency_key: string;
  readonly serial_no: string;
  readonly name_en: string;
  readonly name_ur: string;
  readonly symbol_no: string;
}

/** Characters that a code of that version and level L holds in its byte mode. ISO/IEC 18004, table 7. */
const capacity = { 'v20-L': 858, 'v25-L': 1_273 } as const;
const address = 'https://guide.example/#/s/';
/** The threshold of a guide as `nishan init --empty` makes it. */
const signatures = 2;

it.runIf(hasData)('slips of every seat of the real list', (context) => {
  const rows = parse(readFileSync(join(dataFolder, 'pk-2024-candidates.csv')), { columns: true }) as ListRow[];
  const seats = new Map<string, ListRow[]>();
  for (const each of rows) {
    if (!/^[A-Z]+-\d+$/.test(each.constituency_key)) continue;
    seats.set(each.constituency_key, [...(seats.get(each.constituency_key) ?? []), each]);
  }
  for (const languages of [['en'], ['ur'], ['en', 'ur']]) {
    const lengths = [...seats].map(([contest, list]) => {
      const candidates = list.map(
        (each, i): SlipCandidate => ({
          serial: i + 1,
          name: { en: each.name_en, ur: each.name_ur },
          symbol: /^\d+$/.test(each.symbol_no) ? each.symbol_no : null,
          isWithdrawn: false,
        }),
      );
      const signed = encodeSlip(
        {
          guide: '0123456789abcdef',
          edition: 12,
          issued: '2024-02-05',
          contest,
          isNotFinal: false,
          isIncomplete: false,
          voids: null,
          languages,
          candidates,
          roots: [],
        },
        signatures,
      );
      const whole = joinSlip(
        signed,
        Array.from({ length: signatures }, () => new Uint8Array(64)),
      );
      return address.length + encodeBase64Url(whole).length;
    });
    for (const [version, most] of Object.entries(capacity)) {
      const fit = lengths.filter((length) => length <= most).length;
      const goal =
        languages.length === 2
          ? version === 'v25-L'
            ? '95 %'
            : ''
          : version === 'v20-L'
            ? languages[0] === 'en'
              ? '99 %'
              : '98 %'
            : 'all';
      row(
        context,
        `slips in ${languages.join(' and ')}, ${version}`,
        `${((100 * fit) / lengths.length).toFixed(1)} % of ${lengths.length}`,
        goal,
      );
    }
  }
});
