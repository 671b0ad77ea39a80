// `nishan symbols sheet` and `nishan symbols stand-ins`.
import { encodeUtf8 } from '../../../core/bytes.ts';
import { withFolderLock } from '../../build/folders/build-lock.ts';
import { FaultError } from '../../content/fault.ts';
import { readContent } from '../../content/read-content.ts';
import { openIconSets } from '../../symbols/icon-sets.ts';
import { makeSymbolSheet } from '../../symbols/make-sheet.ts';
import { giveStandIns } from '../../symbols/stand-ins.ts';
import { writeAtomically } from '../../tuf/atomic-write.ts';
import { counted } from '../counted.ts';
import type { Output } from '../output.ts';

export interface SheetOptions {
  readonly dir: string;
  readonly out: string;
  /** Joined by commas; the guide's where it is left out. */
  readonly languages?: string | undefined;
}

/**
 * @returns the exit code
 * @throws FaultError where the folder cannot be read or a picture not drawn
 */
export async function sheetCommand({ dir, out, languages }: SheetOptions, output: Output): Promise<number> {
  output.progress('drawing');
  const { content } = await readContent(dir);
  const tags = languages?.split(',').map((tag) => tag.trim()) ?? content.guide.languages;
  const sheet = await makeSymbolSheet(content, tags.length > 0 ? tags : ['en']);
  await writeAtomically(out, encodeUtf8(sheet.page));
  const counts = [counted(sheet.symbols, 'symbol'), `${sheet.drawn} drawn`, counted(sheet.standIns, 'stand-in')];
  output.out(`${out}: ${counts.join(', ')}, ${sheet.alike} hard to tell from another.`);
  return 0;
}

export interface StandInsOptions {
  readonly dir: string;
  /** "kettle=mdi:kettle", each. */
  readonly icons: readonly string[];
}

/**
 * @returns the exit code
 * @throws FaultError where the tables have errors, or an icon is not there
 */
export function standInsCommand(options: StandInsOptions, output: Output): Promise<number> {
  return withFolderLock(options.dir, () => standIns(options, output));
}

async function standIns({ dir, icons }: StandInsOptions, output: Output): Promise<number> {
  const { content, faults } = await readContent(dir);
  const unsafe = faults.filter(
    ({ severity, file }) => severity === 'error' && /^(?:symbols\.csv|guide\.yaml)$/.test(file),
  );
  if (unsafe.length > 0) throw new FaultError(unsafe);
  const wished = new Map(icons.map((each) => each.split('=', 2) as [string, string]));
  const { given, bare } = await giveStandIns(content, await openIconSets(), wished);
  for (const { symbol, icon, path } of given) output.out(`${symbol.code}: ${icon.name}, ${path}`);
  output.out(`${counted(given.length, 'stand-in')} given, ${bare.length} without a drawing still.`);
  if (bare.length > 0) {
    const some = bare.slice(0, 20).map(({ code }) => code);
    output.out(`Without: ${some.join(', ')}${bare.length > some.length ? ' …' : ''}`);
  }
  if (given.length > 0) output.out(`Look at each of them: nishan symbols sheet ${dir} --out sheet.html`);
  return 0;
}
