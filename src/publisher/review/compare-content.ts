// Everything that one side says and the other does not. Each target that differs has a line at least, so that nothing is
// signed unseen.
import { sha256Hex } from '../../core/bytes.ts';
import { parseAppFiles } from '../../core/guide/app-files.ts';
import { type Guide, parseGuide } from '../../core/guide/guide.ts';
import { parseNotices } from '../../core/guide/pages.ts';
import {
  appPath,
  eventsPath,
  guidePath,
  historyPath,
  mediaPath,
  namesPath,
  noticesPath,
  pagesPath,
  partiesPath,
  shardPath,
  symbolsPath,
} from '../../core/guide/paths.ts';
import { allSeats } from '../../core/guide/questions.ts';
import { parseShard } from '../../core/guide/shard.ts';
import { type BallotSymbol, type Party, parseParties, parseSymbols } from '../../core/guide/symbols.ts';
import { compareShards, fieldLines, type NameOf, nameIn, type ShardSide } from './compare-shards.ts';
import type { ContentSide } from './proposal-content.ts';
import { compareById, isSame, type ReviewLine, shown, valueLines } from './review-line.ts';

/** @returns one line for each thing, the weightiest part first */
export async function compareContent(
  was: ContentSide | null,
  is: ContentSide,
  { isTeam }: { readonly isTeam: boolean },
): Promise<readonly ReviewLine[]> {
  const guide = read(is, guidePath, parseGuide);
  const nameOf = nameIn(guide?.languages ?? ['en']);
  // The head beside a team's proposal is its own copy, for names alone: it is not signed.
  if (isTeam) return compareRegions(was, is, nameOf);
  return [
    ...compareRoles(was, is),
    ...compareGuides(read(was, guidePath, parseGuide), guide, nameOf),
    ...compareSymbols(read(was, symbolsPath, parseSymbols), read(is, symbolsPath, parseSymbols), nameOf),
    ...compareParties(read(was, partiesPath, parseParties), read(is, partiesPath, parseParties), nameOf),
    ...(await compareRegions(was, is, nameOf)),
    ...compareNotices(was, is, nameOf),
    ...compareApps(was, is),
    ...compareOthers(was, is),
  ];
}

function read<T>(side: ContentSide | null, path: string, parse: (bytes: Uint8Array) => T): T | null {
  const bytes = side?.targets.get(path);
  return bytes ? parse(bytes) : null;
}

/** Who speaks for which regions. */
function compareRoles(was: ContentSide | null, is: ContentSide): readonly ReviewLine[] {
  const rolesOf = (side: ContentSide | null) =>
    new Map((side?.lists.get('targets')?.delegations?.roles ?? []).map((role) => [role.name, role]));
  return compareById(rolesOf(was), rolesOf(is), {
    added: ({ paths = [], threshold, keyids }, name) => ({
      part: 'roles',
      text: `Team ${name} speaks for ${paths.join(', ')} from now on: ${threshold} of ${keyids.length} keys sign`,
    }),
    removed: (_, name) => ({ part: 'roles', text: `Team ${name} no longer speaks for anything` }),
    changed: (old, next, name) => fieldLines('roles', `Team ${name}`, old, next),
  });
}

function compareGuides(was: Guide | null, is: Guide | null, nameOf: NameOf): readonly ReviewLine[] {
  if (!is) return [];
  const seatsOf = (guide: Guide | null) => new Map((guide ? allSeats(guide) : []).map((seat) => [seat.code, seat]));
  const seats = was
    ? compareById(seatsOf(was), seatsOf(is), {
        added: ({ name }, code) => ({
          part: 'seats',
          seat: code,
          text: `${code} ${nameOf(name)} is new in the list of seats`,
        }),
        removed: ({ name }, code) => ({
          part: 'seats',
          seat: code,
          text: `${code} ${nameOf(name)} is gone from the list of seats`,
        }),
        changed: (old, next, code) => fieldLines('seats', code, old, next).map((line) => ({ ...line, seat: code })),
      })
    : [{ part: 'seats' as const, text: allNew(is) }];
  const mirrorsOf = (guide: Guide | null) => new Map((guide?.mirrors ?? []).map((mirror) => [mirror.url, mirror]));
  const mirrors = compareById(mirrorsOf(was), mirrorsOf(is), {
    added: ({ kind }, url) => ({ part: 'mirrors', text: `Mirror ${url} (${kind}) is new` }),
    removed: ({ kind }, url) => ({ part: 'mirrors', text: `Mirror ${url} (${kind}) is gone` }),
    changed: (old, next, url) => fieldLines('mirrors', `Mirror ${url}`, old, next),
  });
  const { seats: _is, mirrors: _to, ...next } = is;
  if (!was) return [...seats, ...mirrors, ...valueLines('others', 'The guide', next)];
  const { seats: _was, mirrors: _from, ...old } = was;
  return [...seats, ...mirrors, ...fieldLines('others', 'The guide', old, next)];
}

function allNew({ seats, regions }: Guide): string {
  const [of, within] = [seats.code.length, regions.length];
  return `${of} ${of === 1 ? 'seat' : 'seats'} in ${within} ${within === 1 ? 'region' : 'regions'}, all new`;
}

type Symbols = ReadonlyMap<string, BallotSymbol>;

function compareSymbols(was: Symbols | null, is: Symbols | null, nameOf: NameOf): readonly ReviewLine[] {
  if (!is) return [];
  if (!was) return [{ part: 'symbols', text: `${is.size} symbols, all new` }];
  return compareById(was, is, {
    added: ({ name }, code) => ({ part: 'symbols', text: `Symbol ${nameOf(name)} (${code}) is new` }),
    removed: ({ name }, code) => ({ part: 'symbols', text: `Symbol ${nameOf(name)} (${code}) is gone` }),
    changed(old, next, code) {
      const { picture: a, ...before } = old;
      const { picture: b, ...after } = next;
      const what = `Symbol ${nameOf(next.name)} (${code})`;
      const lines = fieldLines('symbols', what, before, after);
      return isSame(a, b) ? lines : [...lines, { part: 'symbols', text: `${what}: another drawing` }];
    },
  });
}

type Parties = ReadonlyMap<string, Party>;

function compareParties(was: Parties | null, is: Parties | null, nameOf: NameOf): readonly ReviewLine[] {
  if (!is) return [];
  if (!was) return [{ part: 'others', text: `${is.size} parties, all new` }];
  return compareById(was, is, {
    added: ({ name }) => ({ part: 'others', text: `Party ${nameOf(name)} is new` }),
    removed: ({ name }) => ({ part: 'others', text: `Party ${nameOf(name)} is gone` }),
    changed: (old, next, id) => fieldLines('others', `Party ${id}`, old, next),
  });
}

async function compareRegions(
  was: ContentSide | null,
  is: ContentSide,
  nameOf: NameOf,
): Promise<readonly ReviewLine[]> {
  const regions = new Set(
    [...(was?.targets.keys() ?? []), ...is.targets.keys()].filter((path) => path.startsWith(shardPath(''))),
  );
  const found = new Map<string, ReviewLine>();
  for (const path of regions) {
    const [old, next] = [shardSide(was, path), shardSide(is, path)];
    const lines = next
      ? await compareShards(old, next, nameOf)
      : [{ part: 'seats' as const, text: `Region ${path} is gone` }];
    const isOther = !isSame(hashOf(was, path), hashOf(is, path));
    if (lines.length === 0 && isOther)
      found.set(path, { part: 'others', text: `${path} has other bytes that say the same` });
    // A seat that lies in two regions is told once.
    for (const line of lines) found.set(`${line.part} ${line.text}`, line);
  }
  return [...found.values()];
}

function hashOf(side: ContentSide | null, path: string): string | null {
  const bytes = side?.targets.get(path);
  return bytes ? sha256Hex(bytes) : null;
}

function shardSide(side: ContentSide | null, path: string): ShardSide | null {
  const shard = read(side, path, parseShard);
  if (!side || !shard) return null;
  const symbols = read(side, symbolsPath, parseSymbols) ?? new Map();
  return { shard, symbols, parties: read(side, partiesPath, parseParties) ?? new Map(), readBlob: side.readBlob };
}

function compareNotices(was: ContentSide | null, is: ContentSide, nameOf: NameOf): readonly ReviewLine[] {
  const noticesOf = (side: ContentSide | null) =>
    new Map((read(side, noticesPath, parseNotices) ?? []).map((notice) => [notice.id, notice]));
  return compareById(noticesOf(was), noticesOf(is), {
    added: ({ title, kind }) => ({ part: 'notices', text: `Notice (${kind}) ${shown(nameOf(title))} is new` }),
    removed: ({ title }) => ({ part: 'notices', text: `Notice ${shown(nameOf(title))} is gone` }),
    changed: (old, next, id) => fieldLines('notices', `Notice ${id}`, old, next),
  });
}

function compareApps(was: ContentSide | null, is: ContentSide): readonly ReviewLine[] {
  const [old, next] = [read(was, appPath, parseAppFiles), read(is, appPath, parseAppFiles)];
  if (!next || isSame(old, next)) return [];
  const before = new Map((old?.files ?? []).map((file) => [file.path, file.sha256]));
  const others = next.files.filter(({ path, sha256 }) => before.get(path) !== sha256).length;
  return [
    {
      part: 'others',
      text: `Another build of the app: ${others} of its ${next.files.length} files are new or changed`,
    },
  ];
}

const told = new Set([guidePath, symbolsPath, partiesPath, noticesPath, appPath]);

const mayChange = 'follows the lists, and has changed with them';

/** What has no words of its own. Some of it is made from the rest, and is named all the same: it is signed too. */
function compareOthers(was: ContentSide | null, is: ContentSide): readonly ReviewLine[] {
  const paths = new Set([...(was?.targets.keys() ?? []), ...is.targets.keys()]);
  return [...paths].sort().flatMap((path): readonly ReviewLine[] => {
    if (told.has(path) || path.startsWith(shardPath(''))) return [];
    const [old, next] = [was?.targets.get(path), is.targets.get(path)];
    if (old && next && sha256Hex(old) === sha256Hex(next)) return [];
    const { what, isMade } = whatIs(path);
    if (!next) return [{ part: 'others', text: `${what} is gone` }];
    const sizes = old && old.length !== next.length ? `${old.length} → ${next.length}` : `${next.length}`;
    const changed = isMade ? mayChange : 'has changed';
    return [{ part: 'others', text: `${what} ${old ? changed : 'is new'} (${sizes} bytes)` }];
  });
}

/** A target as a person speaks of it, and whether the build makes it from the lists. */
function whatIs(path: string): { readonly what: string; readonly isMade: boolean } {
  if (path === historyPath) return { what: 'The public history of changes', isMade: true };
  const language = path.startsWith(namesPath('')) ? path.slice(namesPath('').length) : null;
  if (language !== null) return { what: `The register of names for the search, ${language},`, isMade: true };
  if (path === pagesPath) return { what: 'The pages to read (guide.yaml, pages)', isMade: false };
  if (path === eventsPath) return { what: 'The calendar (guide.yaml)', isMade: false };
  if (path === mediaPath) return { what: 'The list of pictures and sounds', isMade: false };
  return { what: path, isMade: false };
}
