// Symbols' drawings that lie on a workbook's sheet: each goes to its row, or to nobody.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { runImport } from '../../../src/publisher/commands/content/import.ts';
import { importTable } from '../../../src/publisher/import/import-table.ts';
import { catchOutput } from '../build/guide-in-folder.ts';
import { guideYaml, makeFolder } from '../content/make-folder.ts';

const emu = 12_700;
const svg = (path: string): Uint8Array =>
  strToU8(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="${path}"/></svg>`);
const png = async (red: number): Promise<Uint8Array> =>
  sharp({ create: { width: 24, height: 24, channels: 3, background: { r: red, g: 90, b: 30 } } })
    .png()
    .toBuffer();

/** One picture of the drawing: its place, and ids of its forms. */
interface Drawn {
  readonly at: string;
  readonly png: string;
  readonly svg?: string;
}

const twoCells = (from: number, fromPoints: number, to: number, toPoints: number): string =>
  `<xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${from - 1}</xdr:row><xdr:rowOff>${fromPoints * emu}</xdr:rowOff></xdr:from>` +
  `<xdr:to><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${to - 1}</xdr:row><xdr:rowOff>${toPoints * emu}</xdr:rowOff></xdr:to>`;
const oneCell = (from: number, fromPoints: number, points: number): string =>
  `${twoCells(from, fromPoints, 0, 0).split('<xdr:to>')[0]}<xdr:ext cx="1" cy="${points * emu}"/>`;

const picture = ({ png: id, svg: sharper }: Drawn): string =>
  `<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Picture"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="${id}">${sharper ? `<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip r:embed="${sharper}"/></a:ext></a:extLst>` : ''}</a:blip></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm></xdr:spPr></xdr:pic>`;

/** A chart as a spreadsheet program writes it: a title, a header in row 2, rows of 40 points. */
function chart(drawn: readonly Drawn[], media: Readonly<Record<string, Uint8Array>>, more = ''): Uint8Array {
  const names = ['Kite', 'Boat', 'Lamp', 'Tree', 'Bell'];
  const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const rows = names.map(
    (name, i) =>
      `<row r="${i + 3}" ht="40" customHeight="1">${cell(`A${i + 3}`, String(i + 1))}${cell(`C${i + 3}`, name)}</row>`,
  );
  const anchors = drawn.map((each) => {
    const name = each.at.includes('<xdr:to>') ? 'twoCellAnchor' : 'oneCellAnchor';
    return `<xdr:${name}>${each.at}${picture(each)}<xdr:clientData/></xdr:${name}>`;
  });
  const ids = Object.keys(media);
  const parts: Record<string, string> = {
    'xl/workbook.xml':
      '<workbook xmlns:r="x"><sheets><sheet name="Chart" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet xmlns:r="x"><sheetFormatPr defaultRowHeight="15"/><sheetData><row r="1">${cell('A1', 'Chart of symbols')}</row><row r="2">${cell('A2', 'code')}${cell('C2', 'name')}</row>${rows.join('')}</sheetData><drawing r:id="rId1"/></worksheet>`,
    'xl/worksheets/_rels/sheet1.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="../drawings/drawing1.xml"/></Relationships>',
    'xl/drawings/drawing1.xml': `<xdr:wsDr xmlns:xdr="d" xmlns:a="a" xmlns:r="r" xmlns:asvg="s" xmlns:mc="m">${anchors.join('')}${more}</xdr:wsDr>`,
    'xl/drawings/_rels/drawing1.xml.rels': `<Relationships>${ids.map((id) => `<Relationship Id="${id}" Target="../media/${id}.bin"/>`).join('')}<Relationship Id="far" Target="https://elsewhere.example/x.png" TargetMode="External"/></Relationships>`,
  };
  const zippable: Zippable = {};
  for (const [name, text] of Object.entries(parts)) zippable[name] = strToU8(text);
  for (const [id, bytes] of Object.entries(media)) zippable[`xl/media/${id}.bin`] = bytes;
  return zipSync(zippable);
}

async function run(bytes: Uint8Array, dir?: string) {
  const into = dir ?? (await makeFolder({ 'guide.yaml': guideYaml }));
  const file = join(into, 'chart.xlsx');
  await writeFile(file, bytes);
  const result = await importTable('symbols', { file, into });
  const { content, faults } = await checkFolder(into);
  const wrong = faults.filter(({ file: of, code }) => of.startsWith('pictures/') || code.includes('picture'));
  const pictures = content.symbols.map(({ code, picture: path }) => `${code} ${path ?? '-'}`);
  const told = result.faults.map(({ row, message }) => `${row ?? '-'} ${message}`);
  return { into, result, pictures, told, wrong };
}

const nameOf = (code: string, bytes: Uint8Array, form: string): string =>
  `${code} pictures/${code}-${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}.${form}`;

it('takes each drawing to the row in which it lies, the sharper form where there are two', async () => {
  const [kite, boat, lamp] = [svg('M1 1h9v9z'), await png(10), await png(200)];
  const flat = await png(90);
  const drawn = [
    { at: twoCells(3, 2, 3, 38), png: 'flat', svg: 'kite' },
    // A border drawn over into the row below, and a drawing that begins a little above its row.
    { at: twoCells(4, 4, 5, 3), png: 'boat' },
    { at: oneCell(4, 38, 38), png: 'lamp' },
  ];
  const { into, result, pictures, told, wrong } = await run(chart(drawn, { kite, boat, lamp, flat }));
  expect(pictures).toEqual([
    nameOf('1', kite, 'svg'),
    nameOf('2', boat, 'png'),
    nameOf('3', lamp, 'png'),
    '4 -',
    '5 -',
  ]);
  expect([result.pictures, result.accepted]).toEqual([3, 5]);
  expect(told).toEqual(['2 the header was found in row 2; what stands above it was not read']);
  expect(new Uint8Array(await readFile(join(into, pictures[0]?.slice(2) ?? '')))).toEqual(kite);
  expect(wrong.filter(({ severity }) => severity === 'error')).toEqual([]);
});

it('takes none that could be another row\u2019s, is no picture, lies elsewhere or runs something', async () => {
  const drawn = [
    { at: twoCells(3, 20, 4, 20), png: 'ok' },
    { at: twoCells(5, 2, 5, 20), png: 'ok' },
    { at: oneCell(5, 22, 10), png: 'other' },
    { at: twoCells(6, 2, 6, 38), png: 'script' },
    { at: twoCells(7, 2, 7, 38), png: 'far' },
    { at: twoCells(1, 0, 1, 14), png: 'ok' },
  ];
  const script = strToU8('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
  const { pictures, told } = await run(chart(drawn, { ok: await png(1), other: await png(2), script }));
  expect(pictures).toEqual(['1 -', '2 -', '3 -', '4 -', '5 -']);
  expect(told.slice(1)).toEqual([
    '3 a picture lies over the rows 3 and 4, and in none of them alone',
    '5 2 pictures lie in one row',
    expect.stringMatching(/^6 the picture in this row cannot be used: /),
    '7 the picture in this row is a group, a link or larger than a picture may be',
    '- a picture lies beside no row of the list',
  ]);
});

it('writes over no file of a person\u2019s, says nothing where the sheet has none, and shows another drawing as a change', async () => {
  const [one, two] = [await png(10), await png(200)];
  const into = await makeFolder({
    'guide.yaml': guideYaml,
    'symbols.csv': 'code,name:en,name:ur,picture\n2,Boat,,pictures/mine.png\n',
    'pictures/mine.png': 'mine',
  });
  const at = twoCells(3, 2, 3, 38);
  const first = await run(chart([{ at, png: 'a' }], { a: one }), into);
  expect([...first.pictures].sort().slice(0, 2)).toEqual([nameOf('1', one, 'png'), '2 pictures/mine.png']);
  expect(first.result.open).toBe(0);
  const again = await run(chart([{ at, png: 'a' }], { a: two }), into);
  expect(again.result.changes.map(({ key, cells }) => [key, ...cells.map(({ column }) => column)])).toEqual([
    ['1', 'picture'],
  ]);
  expect([...again.pictures].sort()[0]).toBe(nameOf('1', two, 'png'));
  expect(await readFile(join(into, 'pictures/mine.png'), 'utf8')).toBe('mine');
  const output = catchOutput();
  await runImport((options) => importTable('symbols', options), { file: join(into, 'chart.xlsx'), into }, output);
  expect(output.lines).toContain('1 picture of the sheet came along, each for the row in which it lies.');
});

it('reads the list where its drawings are damaged, and says so', async () => {
  const { told, pictures } = await run(chart([], { a: await png(1) }, '<xdr:open>'));
  expect(pictures).toHaveLength(5);
  expect(told.at(-1)).toMatch(/^- its pictures could not be read: the XML is damaged/);
});
