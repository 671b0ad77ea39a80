// The drawings of the symbols, beside each other: that each can be drawn, that no two look the same on a small screen, and
// which are stand-ins. Whether the files are what they say is for check-files.
import { forEachLimited } from '../../../core/limited.ts';
import { decimal, integer, list, object, readShape } from '../../../core/shape.ts';
import type { Content, SymbolEntry } from '../../content/content.ts';
import type { Fault } from '../../content/fault.ts';
import { type Kind, type Memory, noMemory } from '../../memory/memory.ts';
import { type Drawn, drawPicture } from '../../pictures/draw-picture.ts';
import { type Ink, inkOf } from '../../pictures/likeness.ts';
import { type Inked, lookAlikes, type Pair, sameDistance } from '../../pictures/look-alikes.ts';
import { hashOf } from '../../small-files.ts';
import { openReporter, type Reporter } from '../reporter.ts';

/** Drawn twice as large as they are compared at: 48 px. */
const drawnSize = 96;
/** A large photograph takes 150 MB while it is drawn. */
const drawnAtOnce = 2;

/** What drawings are like beside each other, each by its place in their list. */
interface Beside {
  /** Those that cannot be drawn. */
  readonly undrawn: readonly number[];
  /** Those that show nothing on white paper: white on a clear ground. */
  readonly blank: readonly number[];
  readonly pairs: readonly Pair<number>[];
}

const place = integer(0, 1_000_000);
const besideKind: Kind<Beside> = {
  name: 'pictures-beside',
  write: (beside) => beside,
  read: (value) =>
    readShape(
      object({
        undrawn: list(place, 100_000),
        blank: list(place, 100_000),
        pairs: list(object({ a: place, b: place, distance: decimal(0, 1) }), 100_000),
      }),
      value,
    ),
};

/** @param drawings bytes by path; only what check-files takes */
export async function checkPictures(
  content: Content,
  drawings: ReadonlyMap<string, Uint8Array>,
  memory: Memory = noMemory,
): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  const report = openReporter(faults, content.guide.languages);
  const prints = new Map([...drawings].map(([path, bytes]) => [path, hashOf(bytes)]));
  const printOf = ({ picture }: SymbolEntry): string => prints.get(picture ?? '') ?? '';
  const shown = content.symbols.flatMap((symbol) => {
    const bytes = drawings.get(symbol.picture ?? '');
    return bytes ? [{ symbol, bytes }] : [];
  });
  const inputs = shown.map(({ symbol }) => printOf(symbol));
  const known = memory.find(besideKind, inputs);
  const beside = known ?? (await lookAt(shown.map(({ bytes }) => bytes)));
  if (!known) memory.keep(besideKind, inputs, beside);
  const undrawn = new Set(beside.undrawn);
  const blank = new Set(beside.blank);
  shown.forEach(({ symbol }, i) => {
    if (symbol.isStandIn) checkStandIn(symbol, printOf(symbol), report);
    if (blank.has(i)) {
      const fix = 'draw it in a dark colour: white on a clear ground cannot be seen';
      report.error(symbol, 'picture', 'blank-picture', `${symbol.picture} shows nothing on white paper`, fix);
    }
    if (!undrawn.has(i)) return;
    const fix = 'save it anew, with a drawing program';
    report.error(symbol, 'picture', 'cannot-draw', `${symbol.picture} cannot be drawn`, fix);
  });
  const together = openTogether(content);
  for (const { a, b, distance } of beside.pairs) {
    const [one, other] = [shown[a]?.symbol, shown[b]?.symbol];
    if (one && other) checkPair({ a: one, b: other, distance }, together(one.code, other.code), printOf, report);
  }
  return faults;
}

async function lookAt(drawings: readonly Uint8Array[]): Promise<Beside> {
  const inks = new Map<number, Ink>();
  const blank = new Set<number>();
  await forEachLimited([...drawings.entries()], drawnAtOnce, async ([i, bytes]) => {
    const drawn = await drawPicture(bytes, drawnSize);
    if (drawn && isBlank(drawn)) blank.add(i);
    else if (drawn) inks.set(i, inkOf(drawn));
  });
  const inked: Inked<number>[] = [];
  const undrawn: number[] = [];
  drawings.forEach((_, item) => {
    const ink = inks.get(item);
    if (ink) inked.push({ item, ink });
    else if (!blank.has(item)) undrawn.push(item);
  });
  return { undrawn, blank: [...blank].sort((a, b) => a - b), pairs: lookAlikes(inked) };
}

/** Paler than this is paper to most eyes. A colour all over is no blank: some ballots have one for a symbol. */
const palest = 235;

function isBlank({ grey }: Drawn): boolean {
  return grey.every((value) => value > palest);
}

function checkStandIn(symbol: SymbolEntry, print: string, report: Reporter): void {
  const message = `the picture of "${symbol.code}" is not the official drawing but a stand-in`;
  const fix = 'use the official drawing, or sign off that voters will be shown this one';
  report.gate(symbol, 'standIn', 'stand-in', message, fix, `${symbol.code} ${print.slice(0, 16)}`);
}

function checkPair(
  { a, b, distance }: Pair<SymbolEntry>,
  contest: string | null,
  printOf: (symbol: SymbolEntry) => string,
  report: Reporter,
): void {
  const where = contest === null ? '' : `; both are on the ballot of ${contest}`;
  if (distance < sameDistance && contest !== null) {
    const message = `"${b.code}" has the same picture as "${a.code}" (row ${a.row})${where}`;
    report.error(b, 'picture', 'same-picture', message, 'find out which drawing is whose');
    return;
  }
  // Who says that they are alike knows it, and phones show the two beside each other.
  if (a.alike.includes(b.code) || b.alike.includes(a.code)) return;
  const message = `the pictures of "${b.code}" and "${a.code}" (row ${a.row}) can hardly be told apart at 48 px${where}`;
  const fix = `use better drawings, or name "${a.code}" in the column alike, so that phones show both`;
  const prints = [printOf(a), printOf(b)].map((print) => print.slice(0, 8));
  report.gate(b, 'picture', 'look-alike', message, fix, `${a.code} ${b.code} ${prints.join(' ')}`);
}

/** A contest in which both symbols stand; null where there is none. */
function openTogether({ candidates }: Content): (a: string, b: string) => string | null {
  const contestsOf = new Map<string, Set<string>>();
  for (const { symbol, contest } of candidates) {
    if (symbol !== null) contestsOf.set(symbol, (contestsOf.get(symbol) ?? new Set<string>()).add(contest));
  }
  return (a, b) => [...(contestsOf.get(a) ?? [])].find((contest) => contestsOf.get(b)?.has(contest)) ?? null;
}
