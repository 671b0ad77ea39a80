// The pictures and sounds that a content folder refers to: there, small enough, and what they are said to be, by their
// first bytes rather than by their names.
import { maxFileBytes } from '../../../core/guide/format/blob.ts';
import { maxClipBytes, maxClipSeconds } from '../../../core/guide/media.ts';
import { soundType } from '../../../core/sound-type.ts';
import type { Content, Origin } from '../../content/content.ts';
import { type Fault, FaultError } from '../../content/fault.ts';
import { namedAlike, otherSpelling, readFolderFile } from '../../content/folder.ts';
import { guideFileName } from '../../content/guide-file/read-guide-file.ts';
import { type Notes, notesIn } from '../../pictures/picture-notes.ts';
import { pictureFault, type Wrong } from './picture-fault.ts';
import { soundSeconds } from './sound-length.ts';

interface FileUse {
  readonly path: string;
  readonly kind: 'picture' | 'sound';
  readonly file: string;
  readonly row?: number;
  readonly column: string;
}

const filesAtOnce = 16;

/** What the files of a folder are like. */
export interface CheckedFiles {
  readonly faults: readonly Fault[];
  /** The drawings of symbols that can be used, by path. */
  readonly drawings: ReadonlyMap<string, Uint8Array>;
}

/** Reads every file that the content refers to, each once. */
export async function checkFiles(content: Content): Promise<CheckedFiles> {
  const uses = new Map<string, FileUse>();
  for (const use of fileUses(content)) {
    const key = `${use.kind} ${use.path}`;
    if (!uses.has(key)) uses.set(key, use);
  }
  const drawn = new Set(content.symbols.map(({ picture }) => picture));
  const drawings = new Map<string, Uint8Array>();
  const faults: Fault[] = [];
  const noted: (FileUse & { readonly notes: Notes })[] = [];
  const look = async (use: FileUse): Promise<void> => {
    const bytes = await readFolderFile(content.dir, use.path).catch((error: unknown) => {
      if (!(error instanceof FaultError)) throw error;
      for (const fault of error.faults) {
        faults.push({ ...fault, ...placeOf(use), message: `${use.path}: ${fault.message}` });
      }
      return undefined;
    });
    if (bytes === undefined) return;
    const wrong = bytes ? wrongFile(use, bytes) : missing(use, await otherSpelling(content.dir, use.path));
    if (wrong) faults.push({ severity: 'error', ...placeOf(use), ...wrong });
    if (!bytes || wrong || use.kind !== 'picture') return;
    if (drawn.has(use.path)) drawings.set(use.path, bytes);
    const notes = notesIn(bytes);
    if (notes) noted.push({ ...use, notes });
  };
  const all = [...uses.values()];
  for (let at = 0; at < all.length; at += filesAtOnce) await Promise.all(all.slice(at, at + filesAtOnce).map(look));
  return { faults: [...faults, ...twinFaults(all), ...notesFaults(noted)], drawings };
}

/** Copied to a computer that takes them for one file, one of the two would stand for both: a wrong symbol. */
function twinFaults(uses: readonly FileUse[]): readonly Fault[] {
  const first = new Map<string, string>();
  return uses.flatMap((use): readonly Fault[] => {
    const known = first.get(namedAlike(use.path)) ?? use.path;
    first.set(namedAlike(use.path), known);
    if (known === use.path) return [];
    const message = `${use.path} and ${known} are one file on many computers`;
    const fix = 'give one of the two another name, or write it in one way';
    return [{ severity: 'error', code: 'twin-files', ...placeOf(use), message, fix }];
  });
}

function placeOf({ file, row, column }: FileUse): Pick<Fault, 'file' | 'row' | 'column'> {
  return row === undefined ? { file, column } : { file, row, column };
}

/** One warning for all: what build leaves out does no harm on the mirror, but this folder may be passed on too. */
function notesFaults(noted: readonly (FileUse & { readonly notes: Notes })[]): readonly Fault[] {
  const inOrder = [...noted].sort((a, b) => (a.path < b.path ? -1 : 1));
  const placed = inOrder.filter(({ notes }) => notes === 'place');
  const first = placed[0] ?? inOrder[0];
  if (!first) return [];
  const some = [...placed, ...inOrder.filter(({ notes }) => notes !== 'place')].slice(0, 3).map(({ path }) => path);
  const names = `${some.join(', ')}${inOrder.length > some.length ? ' …' : ''}`;
  const where = placed.length > 0 ? `; ${placed.length} of them say where they were taken` : '';
  return [
    {
      severity: 'warning',
      code: 'picture-notes',
      ...placeOf(first),
      message: `${inOrder.length === 1 ? '1 picture carries' : `${inOrder.length} pictures carry`} notes on who or what made them (${names})${where}`,
      fix: 'build leaves the notes out; take them off here too before this folder is given to anybody',
      value: `${inOrder.length} pictures, ${placed.length} with a place`,
    },
  ];
}

function missing({ path, file }: FileUse, other: string | null): Wrong {
  const otherwise = file === guideFileName ? 'take the line out' : 'clear the cell';
  const message = `there is no file ${path}`;
  if (other === null) {
    return { code: 'missing-file', message, fix: `put the file there (capitals count), or ${otherwise}` };
  }
  const isOfParts = other.toLowerCase() !== path.toLowerCase();
  const how = isOfParts ? 'its letters are made of parts, which look the same' : 'capitals count';
  return {
    code: 'missing-file',
    message: `${message}, but there is ${other}: ${how}`,
    fix: 'give the file the name that stands here',
  };
}

function wrongFile({ path, kind }: FileUse, bytes: Uint8Array): Wrong | null {
  if (bytes.length === 0) return { code: 'empty-file', message: `${path} is empty`, fix: 'put the real file there' };
  if (kind === 'sound') return wrongSound(path, bytes);
  return pictureFault(path, bytes);
}

function wrongSound(path: string, bytes: Uint8Array): Wrong | null {
  if (bytes.length > maxFileBytes) {
    const message = `${path} has ${bytes.length} bytes, at most ${maxFileBytes} may be published`;
    return { code: 'too-large', message, fix: 'shorten or compress it' };
  }
  const type = soundType(bytes);
  if (type === null) {
    return { code: 'not-a-sound', message: `${path} is not a sound`, fix: 'save it as Opus in Ogg, as MP3 or as M4A' };
  }
  const seconds = soundSeconds(bytes, type);
  if (seconds === null) {
    const fix = 'copy it again from where it came from, or save it anew';
    return { code: 'cut-short', message: `${path} is damaged: it ends before its sound does`, fix };
  }
  if (seconds > maxClipSeconds) {
    const message = `${path} is ${Math.ceil(seconds)} seconds long, at most ${maxClipSeconds} are played`;
    return { code: 'too-long', message, fix: 'cut it, or make several of it' };
  }
  if (bytes.length <= maxClipBytes) return null;
  const message = `${path} has ${bytes.length} bytes, a clip may have ${maxClipBytes}`;
  return { code: 'too-large', message, fix: 'save it as Opus with 24 kbit/s or less' };
}

function fileUses({ guide, candidates, symbols, media }: Content): readonly FileUse[] {
  const uses: FileUse[] = [];
  const use = (path: string | null | undefined, kind: FileUse['kind'], column: string, origin?: Origin): void => {
    if (!path) return;
    uses.push(
      origin ? { path, kind, file: origin.file, row: origin.row, column } : { path, kind, file: guideFileName, column },
    );
  };
  for (const symbol of symbols) {
    use(symbol.picture, 'picture', 'picture', symbol);
    use(symbol.sound, 'sound', 'sound', symbol);
  }
  for (const candidate of candidates) {
    use(candidate.photo, 'picture', 'photo', candidate);
    use(candidate.sound, 'sound', 'sound', candidate);
  }
  guide.pages.forEach((page, i) => {
    use(page.sound, 'sound', `pages[${i}].sound`);
    page.steps.forEach((step, j) => {
      use(step.picture, 'picture', `pages[${i}].steps[${j}].picture`);
      use(step.sound, 'sound', `pages[${i}].steps[${j}].sound`);
    });
  });
  guide.events.forEach((event, i) => {
    use(event.sound, 'sound', `events[${i}].sound`);
  });
  guide.media.forEach((clip, i) => {
    use(clip.file, 'sound', `media[${i}].file`);
  });
  for (const row of media) use(row.sound, 'sound', 'file', row);
  return uses;
}
