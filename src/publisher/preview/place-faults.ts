// Where a fault belongs on the screen: the seats, candidates and stations that a voter would see it on. Judges nothing.
import type { PanelFault, PanelSpot } from '../../panel/state.ts';
import type { Content, Origin } from '../content/content.ts';
import { type Fault, plainLine } from '../content/fault.ts';

/** A symbol can stand in hundreds of lists; nobody looks at more. */
const maxSpots = 200;

/** In the order of `faults`. @param content what could be read of the folder that they are of */
export function placeFaults(content: Content, faults: readonly Fault[]): readonly PanelFault[] {
  const spotsOf = openSpots(content);
  return faults.map((fault) => {
    const spots = spotsOf(fault);
    const { file, row, column } = fault;
    const where = `${file}${row === undefined ? '' : `:${row}`}${column ? ` ${column}` : ''}`;
    return {
      kind: kindOf(fault),
      where: plainLine(where),
      message: plainLine(fault.message),
      fix: plainLine(fault.signedOff ? `${fault.signedOff.by}: ${fault.signedOff.reason}` : fault.fix),
      spots: spots.slice(0, maxSpots),
      isCut: spots.length > maxSpots,
    };
  });
}

function kindOf({ severity, mustSign, signedOff }: Fault): PanelFault['kind'] {
  if (severity === 'error') return 'error';
  return signedOff ? 'signed-off' : mustSign ? 'to-sign' : 'warning';
}

const seat = (code: string): PanelSpot => ({ kind: 'seat', key: code, seat: code });
const candidate = (contest: string, serial: number): PanelSpot => ({
  kind: 'candidate',
  key: `${contest}/${serial}`,
  seat: contest,
});

function openSpots(content: Content): (fault: Fault) => readonly PanelSpot[] {
  const byOrigin = new Map<string, readonly PanelSpot[]>();
  const byFile = new Map<string, readonly PanelSpot[]>();
  const at = ({ file, row }: Origin, spots: readonly PanelSpot[]): void => void byOrigin.set(`${file}:${row}`, spots);
  const of = (file: string | null, spots: readonly PanelSpot[]): void => {
    if (file !== null) byFile.set(file, [...(byFile.get(file) ?? []), ...spots]);
  };
  const wearers = spotsBy(content, ({ symbol }) => symbol);
  const members = spotsBy(content, ({ party }) => party);

  for (const row of content.contests) at(row, [seat(row.id)]);
  for (const row of content.regions) at(row, [seat(row.contest)]);
  for (const row of content.candidates) {
    const spots = [candidate(row.contest, row.serial)];
    at(row, spots);
    of(row.photo, spots);
    of(row.sound, spots);
  }
  for (const row of content.symbols) {
    const spots = wearers.get(row.code) ?? [];
    at(row, spots);
    of(row.picture, spots);
    of(row.sound, spots);
  }
  for (const row of content.parties) at(row, members.get(row.id) ?? []);
  for (const row of content.places.all()) at(row, [{ kind: 'station', key: row.id, seat: row.contest }]);
  for (const row of content.areas) at(row, row.contests.map(seat));
  for (const row of content.endorsements) at(row, [candidate(row.contest, row.serial)]);
  for (const row of content.media) {
    const spots = spotsOfClip(row.of, wearers);
    at(row, spots);
    of(row.sound, spots);
  }
  return ({ file, row }) => (row === undefined ? byFile.get(file) : byOrigin.get(`${file}:${row}`)) ?? [];
}

function spotsBy(
  { candidates }: Content,
  keyOf: (row: Content['candidates'][number]) => string | null,
): ReadonlyMap<string, readonly PanelSpot[]> {
  const found = new Map<string, PanelSpot[]>();
  for (const row of candidates) {
    const key = keyOf(row);
    if (key === null) continue;
    const spots = found.get(key) ?? [];
    spots.push(candidate(row.contest, row.serial));
    found.set(key, spots);
  }
  return found;
}

/** @param of as media.csv has it: "seat/NA-130", "candidate/NA-130/4", "symbol/kite" */
function spotsOfClip(of: string | null, wearers: ReadonlyMap<string, readonly PanelSpot[]>): readonly PanelSpot[] {
  const [kind, id = '', serial = ''] = of?.split('/') ?? [];
  if (kind === 'seat') return [seat(id)];
  if (kind === 'candidate') return [candidate(id, Number(serial))];
  return kind === 'symbol' ? (wearers.get(id) ?? []) : [];
}
