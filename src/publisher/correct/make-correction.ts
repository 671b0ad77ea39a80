// A correction into the content folder, or out of it again: tables, notice and a note of what was there, all together.
// Nothing is signed here.
import { parseJson } from '../../core/json.ts';
import { list, object, readShape, record, text } from '../../core/shape.ts';
import { withFolderLock } from '../build/folders/build-lock.ts';
import { checkContent } from '../check/check-content.ts';
import type { Content } from '../content/content.ts';
import { type Fault, FaultError } from '../content/fault.ts';
import { readFolderFile, writeFolderFiles } from '../content/folder.ts';
import { guideFileName } from '../content/guide-file/read-guide-file.ts';
import { spokenWords } from '../content/guide-file/spoken-languages.ts';
import { readContent } from '../content/read-content.ts';
import type { Correction, Wish } from './correction.ts';
import { addNotices, removeNotice } from './edit-guide-file.ts';
import { type CellEdit, editTable } from './edit-table.ts';
import { planCorrection } from './plan-correction.ts';

const noteFile = 'reports/corrections.json';
const maxNoteBytes = 4_194_304;
const noted = object({
  notices: list(text(64), 10),
  edits: list(
    object({
      file: text(40),
      key: record(/^[a-z]{1,20}$/, text(64), 4),
      column: text(60),
      before: text(400),
      after: text(400),
    }),
    50,
  ),
});
const note = object({ corrections: list(noted, 5_000) });

export interface MadeCorrection extends Correction {
  /** What check says of the guide since then and did not say before: a clip that names the old symbol. */
  readonly warnings: readonly Fault[];
}

/**
 * Makes a correction in the tables and in guide.yaml.
 * @throws FaultError where it cannot be made, or where the guide would have an error that it has not now; nothing is
 * written then
 */
export function makeCorrection(dir: string, wish: Wish): Promise<MadeCorrection> {
  return withFolderLock(dir, () => make(dir, wish));
}

async function make(dir: string, wish: Wish): Promise<MadeCorrection> {
  const { content, faults } = await readContent(dir);
  refuseErrors(faults);
  const correction = planCorrection(content, wish, await spokenWords(content.guide.languages));
  const known = new Set(checkContent(content, null).map(keyOf));
  const fresh = checkContent(withNotices(correction), null).filter((fault) => !known.has(keyOf(fault)));
  refuseErrors(fresh.map((fault) => ({ ...fault, fix: `${fault.fix}; nothing was changed` })));
  const yaml = await readText(dir, guideFileName);
  const files = await editedTables(dir, correction.edits);
  files.set(guideFileName, addNotices(yaml, correction.notices));
  const earlier = await readNote(dir);
  const own = { notices: correction.notices.map(({ id }) => id), edits: correction.edits };
  files.set(noteFile, `${JSON.stringify({ corrections: [...earlier, own] }, null, 1)}\n`);
  await writeFolderFiles(dir, files);
  return { ...correction, warnings: fresh };
}

/** The new ones last: a fault of another notice is told by its place, and it is the same fault as before. */
function withNotices({ content, notices }: Correction): Content {
  const { guide } = content;
  return { ...content, guide: { ...guide, notices: [...guide.notices, ...notices] } };
}

/**
 * Takes back a correction that nobody has seen: cells as they were, its notices gone.
 * @param id of one of its notices
 * @param published ids of the notices of the last edition
 * @returns how many cells were put back
 * @throws FaultError where there is no such correction, it was published, or somebody changed a cell since
 */
export function undoCorrection(dir: string, id: string, published: ReadonlySet<string>): Promise<number> {
  return withFolderLock(dir, () => undo(dir, id, published));
}

async function undo(dir: string, id: string, published: ReadonlySet<string>): Promise<number> {
  const known = await readNote(dir);
  const found = known.find(({ notices }) => notices.includes(id));
  if (!found) {
    const ids = known.flatMap(({ notices }) => notices).slice(-5);
    const fix = ids.length > 0 ? `the last ones are: ${ids.join(', ')}` : 'none was made in this folder';
    throw stop('--undo', `there is no correction "${id}"`, fix);
  }
  if (found.notices.some((each) => published.has(each))) {
    const fix = 'correct it again, with a reason: whoever saw the first one has to see the second';
    throw stop('--undo', `"${id}" was published already`, fix);
  }
  const files = await editedTables(dir, found.edits.map(undone));
  files.set(guideFileName, found.notices.reduce(removeNotice, await readText(dir, guideFileName)));
  files.set(noteFile, `${JSON.stringify({ corrections: known.filter((each) => each !== found) }, null, 1)}\n`);
  await writeFolderFiles(dir, files);
  return found.edits.length;
}

/** The edit the other way round; where the cell is what tells its row, that is what it says now. */
function undone({ before, after, key, column, ...edit }: CellEdit): CellEdit {
  return { ...edit, column, key: column in key ? { ...key, [column]: after } : key, before: after, after: before };
}

async function editedTables(dir: string, edits: readonly CellEdit[]): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const bytes = (await readFolderFile(dir, file)) ?? new Uint8Array();
    files.set(
      file,
      editTable(
        bytes,
        edits.filter((edit) => edit.file === file),
      ),
    );
  }
  return files;
}

/** What check would stop a build for: a second holder of a symbol, say. */
function refuseErrors(faults: readonly Fault[]): void {
  const errors = faults.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new FaultError(errors);
}

/** The row may have moved meanwhile. */
function keyOf({ row: _, ...fault }: Fault): string {
  return JSON.stringify(fault);
}

async function readNote(dir: string) {
  const bytes = await readFolderFile(dir, noteFile);
  return bytes ? readShape(note, parseJson(bytes, maxNoteBytes)).corrections : [];
}

async function readText(dir: string, file: string): Promise<string> {
  return new TextDecoder().decode((await readFolderFile(dir, file)) ?? new Uint8Array());
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'correct', file, message, fix }]);
}
