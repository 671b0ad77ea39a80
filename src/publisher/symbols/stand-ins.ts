// Gives symbols without a drawing one of the same thing, marked as a stand-in: in a real guide somebody must sign each off,
// and none is ever printed on a slip.
import { isSeq, parseDocument } from 'yaml';
import { svgFault } from '../../core/picture/svg-fault.ts';
import type { Content, SymbolEntry } from '../content/content.ts';
import { FaultError } from '../content/fault.ts';
import { writeFolderFiles } from '../content/folder.ts';
import { guideFileName } from '../content/guide-file/read-guide-file.ts';
import { readGuideText } from '../content/guide-file/read-guide-text.ts';
import { writeSymbols } from '../content/rows/write-tables.ts';
import { type Icon, type IconFinder, iconSets } from './icon-sets.ts';

export interface StandIns {
  readonly given: readonly { readonly symbol: SymbolEntry; readonly icon: Icon; readonly path: string }[];
  /** Symbols that still have no drawing. */
  readonly bare: readonly SymbolEntry[];
}

/**
 * @param wished icons by symbol's code: "mdi:kettle"
 * @throws FaultError where a symbol or an icon that was wished for is not there
 */
export async function giveStandIns(
  content: Content,
  icons: IconFinder,
  wished: ReadonlyMap<string, string>,
): Promise<StandIns> {
  for (const code of wished.keys()) {
    if (!content.symbols.some((symbol) => symbol.code === code)) refuse(code, 'there is no such symbol');
  }
  const given: { symbol: SymbolEntry; icon: Icon; path: string }[] = [];
  const bare: SymbolEntry[] = [];
  for (const symbol of content.symbols) {
    const wish = wished.get(symbol.code);
    if (wish === undefined && symbol.picture !== null) continue;
    // An official drawing is never replaced by one that only looks like the thing.
    if (symbol.picture !== null && !symbol.isStandIn) refuse(symbol.code, 'it has a drawing of its own');
    const icon = wish === undefined ? iconFor(symbol, icons) : icons.named(wish);
    if (wish !== undefined && !icon) refuse(wish, 'there is no such icon');
    if (icon && svgFault(Buffer.from(icon.svg)) === null) {
      given.push({ symbol, icon, path: `pictures/stand-in-${symbol.code}.svg` });
    } else bare.push(symbol);
  }
  if (given.length > 0) await write(content, given);
  return { given, bare };
}

function iconFor({ name }: SymbolEntry, icons: IconFinder): Icon | null {
  return name.en === undefined ? null : icons.forThing(name.en);
}

async function write(content: Content, given: StandIns['given']): Promise<void> {
  const paths = new Map(given.map(({ symbol, path }) => [symbol.code, path]));
  const symbols = content.symbols.map((symbol) => {
    const path = paths.get(symbol.code);
    return path === undefined ? symbol : { ...symbol, picture: path, isStandIn: true };
  });
  const yaml = await readGuideText(content.dir);
  await writeFolderFiles(
    content.dir,
    new Map([
      ...given.map(({ path, icon }) => [path, icon.svg] as const),
      ['symbols.csv', writeSymbols(symbols, content.guide.languages)],
      [guideFileName, withSources(yaml, given)],
    ]),
  );
}

/** Their licences ask to be named, and voters may know whose drawings they look at. */
function withSources(yaml: string, given: StandIns['given']): string {
  const document = parseDocument(yaml);
  const used = iconSets.filter((set) => given.some(({ icon }) => icon.set === set) && !yaml.includes(set.link));
  if (used.length === 0) return yaml;
  const sources = document.get('sources');
  const made = used.map(({ from, link }) => document.createNode({ name: { en: `Stand-in drawings: ${from}` }, link }));
  if (isSeq(sources)) {
    sources.flow = false;
    for (const node of made) sources.add(node);
  } else document.set('sources', made);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function refuse(file: string, message: string): never {
  const fix = 'write it like: --icon kettle=mdi:kettle; the codes are those of symbols.csv';
  throw new FaultError([{ severity: 'error', code: 'bad-icon', file, message, fix }]);
}
