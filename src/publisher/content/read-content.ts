// A content folder to typed rows and the faults of its form. Whether rows fit each other is for check.
import { stat } from 'node:fs/promises';
import { readTable } from '../tables/read-table.ts';
import type { Content } from './content.ts';
import { type Fault, FaultError } from './fault.ts';
import { readFolderFile } from './folder.ts';
import { guideFileName, noGuide, readGuideFile } from './read-guide-file.ts';
import { eventsSpec, noticesSpec, pagesOfSteps, stepsSpec } from './read-page-tables.ts';
import {
  areasSpec,
  candidatesSpec,
  contestsSpec,
  endorsementsSpec,
  mediaSpec,
  partiesSpec,
  placesSpec,
  readRows,
  regionsSpec,
  symbolsSpec,
  type TableSpec,
} from './read-tables.ts';
import { settleEndorsements } from './settle-endorsements.ts';

/**
 * Reads a whole content folder. A table that is not there is empty; guide.yaml must be there.
 * @returns what could be read, and every fault of its form; content with an error among the faults is not to be built
 * @throws FaultError `no-folder` when there is no such folder
 */
export async function readContent(dir: string): Promise<{ content: Content; faults: readonly Fault[] }> {
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
    if (!bytes) return [];
    try {
      const table = readTable(bytes, spec.file, spec.required, { languages: guide.languages });
      faults.push(...table.faults);
      return readRows(spec, table, guide.languages, faults);
    } catch (error) {
      if (!(error instanceof FaultError)) throw error;
      faults.push(...error.faults);
      return [];
    }
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
    contests: await rowsOf(contestsSpec),
    regions: await rowsOf(regionsSpec),
    candidates,
    parties: await rowsOf(partiesSpec),
    symbols: await rowsOf(symbolsSpec),
    places: await rowsOf(placesSpec),
    areas: await rowsOf(areasSpec),
    endorsements: settleEndorsements(await rowsOf(endorsementsSpec), candidates, faults),
    media: await rowsOf(mediaSpec),
  };
  return { content, faults };
}

/** @throws FaultError `no-folder` */
export async function requireFolder(dir: string): Promise<void> {
  const found = await stat(dir).catch(() => null);
  if (found?.isDirectory()) return;
  const message = found ? 'this is a file, not a folder' : 'there is no such folder';
  const fix = 'check the name, or make one with: nishan init FOLDER --empty';
  throw new FaultError([{ severity: 'error', code: 'no-folder', file: dir, message, fix }]);
}
