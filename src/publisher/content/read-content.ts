// A content folder to typed rows and the faults of its form. Whether rows fit each other is for check.
import { stat } from 'node:fs/promises';
import { integer, object, readShape } from '../../core/shape.ts';
import { type Kind, type Memory, noMemory, recall } from '../memory/memory.ts';
import { hashOf } from '../small-files.ts';
import { readTable } from '../tables/read-table.ts';
import type { Content } from './content.ts';
import { type Fault, FaultError, faultList } from './fault.ts';
import { readFolderFile } from './folder.ts';
import { guideFileName, noGuide, readGuideFile } from './guide-file/read-guide-file.ts';
import { eventsSpec, noticesSpec, pagesOfSteps, stepsSpec } from './rows/read-page-tables.ts';
import {
  areasSpec,
  candidatesSpec,
  contestsSpec,
  endorsementsSpec,
  expectedSpec,
  mediaSpec,
  partiesSpec,
  placesSpec,
  readRows,
  regionsSpec,
  symbolsSpec,
  type TableSpec,
} from './rows/read-tables.ts';
import { type Rows, rowsAtHand } from './rows/rows.ts';
import { settleEndorsements } from './rows/settle-endorsements.ts';

/**
 * Reads a whole content folder. A table that is not there is empty; guide.yaml must be there.
 * @param memory what spares reading the largest table where it is the same
 * @returns what could be read, and every fault of its form; content with an error among the faults is not to be built
 * @throws FaultError `no-folder` when there is no such folder
 */
export async function readContent(
  dir: string,
  memory: Memory = noMemory,
): Promise<{ content: Content; faults: readonly Fault[] }> {
  await requireFolder(dir);
  const faults: Fault[] = [];
  const yaml = await readFolderFile(dir, guideFileName);
  if (!yaml) {
    faults.push({
      severity: 'error',
      code: 'no-guide',
      file: guideFileName,
      message: 'the folder has no guide.yaml, so it is not a content folder',
      fix: 'make one with: nishan init FOLDER --empty',
    });
  }
  const guide = yaml ? readGuideFile(yaml, faults) : noGuide;
  const rowsOf = async <T>(spec: TableSpec<T>): Promise<readonly T[]> => {
    const bytes = await readFolderFile(dir, spec.file);
    return bytes ? rowsIn(bytes, spec, guide.languages, faults) : [];
  };
  const placesIn = async (): Promise<Content['places']> => {
    const bytes = await readFolderFile(dir, placesSpec.file);
    return bytes ? rowsWhenWanted(bytes, placesSpec, guide.languages, faults, memory) : rowsAtHand([]);
  };
  const candidates = await rowsOf(candidatesSpec);
  const content: Content = {
    dir,
    guide: {
      ...guide,
      pages: [...guide.pages, ...pagesOfSteps(await rowsOf(stepsSpec))],
      notices: [...guide.notices, ...(await rowsOf(noticesSpec))],
      events: [...guide.events, ...(await rowsOf(eventsSpec))],
    },
    expected: await rowsOf(expectedSpec),
    contests: await rowsOf(contestsSpec),
    regions: await rowsOf(regionsSpec),
    candidates,
    parties: await rowsOf(partiesSpec),
    symbols: await rowsOf(symbolsSpec),
    places: await placesIn(),
    areas: await rowsOf(areasSpec),
    endorsements: settleEndorsements(await rowsOf(endorsementsSpec), candidates, faults),
    media: await rowsOf(mediaSpec),
  };
  return { content, faults };
}

function rowsIn<T>(bytes: Uint8Array, spec: TableSpec<T>, languages: readonly string[], faults: Fault[]): readonly T[] {
  try {
    const table = readTable(bytes, spec.file, spec.required, { languages });
    faults.push(...table.faults);
    return readRows(spec, table, languages, faults);
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    faults.push(...error.faults.map(inGuide));
    return [];
  }
}

const fullTable = new Set(['too-large', 'too-many-rows']);

/** A list on its way into a guide can be split; a table of the guide is one. */
function inGuide(fault: Fault): Fault {
  if (!fullTable.has(fault.code)) return fault;
  return {
    ...fault,
    fix: 'shorten its texts or leave rows out; where that is not to be, make two guides, each of some ballots',
  };
}

const formKind: Kind<{ readonly count: number; readonly faults: readonly Fault[] }> = {
  name: 'places-form',
  write: (form) => form,
  read: (value) => readShape(object({ count: integer(0), faults: faultList }), value),
};

/** A table whose form is remembered: its rows are read where something else than before is asked of them. */
function rowsWhenWanted<T>(
  bytes: Uint8Array,
  spec: TableSpec<T>,
  languages: readonly string[],
  faults: Fault[],
  memory: Memory,
): Rows<T> {
  let rows: readonly T[] | null = null;
  // Languages too: they say which letters a file that is not UTF-8 is expected to have.
  const print = hashOf(JSON.stringify([hashOf(bytes), languages]));
  const form = recall(memory, formKind, [print, spec.file], () => {
    const found: Fault[] = [];
    rows = rowsIn(bytes, spec, languages, found);
    return { count: rows.length, faults: found };
  });
  for (const fault of form.faults) faults.push(fault);
  return {
    length: form.count,
    print,
    all() {
      rows ??= rowsIn(bytes, spec, languages, []);
      return rows;
    },
  };
}

/** @throws FaultError `no-folder` */
export async function requireFolder(dir: string): Promise<void> {
  const found = await stat(dir).catch(() => null);
  if (found?.isDirectory()) return;
  const message = found ? 'this is a file, not a folder' : 'there is no such folder';
  const fix = 'check the name, or make one with: nishan init FOLDER --empty';
  throw new FaultError([{ severity: 'error', code: 'no-folder', file: dir, message, fix }]);
}
