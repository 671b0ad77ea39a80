// `nishan correct`: one change that voters must hear of, from the decision to what is ready to be signed. And `nishan
// retire`: this election is over.

import { instantReader, type Text } from '../../../core/guide/format/text.ts';
import { type Notice, parseNotices } from '../../../core/guide/pages.ts';
import { noticesPath } from '../../../core/guide/paths.ts';
import { parseMetadata } from '../../../core/tuf/metadata.ts';
import { withFolderLock } from '../../build/folders/build-lock.ts';
import { readPublished } from '../../build/published/published.ts';
import { readPublishedFile } from '../../build/published/published-files.ts';
import type { Content } from '../../content/content.ts';
import { FaultError, formatFault } from '../../content/fault.ts';
import { writeFolderFiles } from '../../content/folder.ts';
import { guideFileName } from '../../content/guide-file/read-guide-file.ts';
import { readGuideText } from '../../content/guide-file/read-guide-text.ts';
import { spokenWords } from '../../content/guide-file/spoken-languages.ts';
import { readContent } from '../../content/read-content.ts';
import type { Change } from '../../correct/correction.ts';
import { inEach } from '../../correct/correction-notice.ts';
import { addNotices, endElection } from '../../correct/edit-guide-file.ts';
import { makeCorrection, undoCorrection } from '../../correct/make-correction.ts';
import { refuseEarly, refuseSecond, undoRetirement } from '../../correct/retirement.ts';
import { readKeyRing, refuseTooFew } from '../../keys/key-ring.ts';
import { parseAddresses } from '../../poster/parse-addresses.ts';
import type { Output } from '../output.ts';
import { slipsCommand } from '../print/slips.ts';
import { buildCommand } from './build.ts';

/** As they are typed. */
export interface CorrectWords {
  readonly seat: string;
  readonly guide: string;
  readonly candidate?: string;
  readonly symbol?: string;
  readonly swap?: true;
  readonly stillEndorsed?: true;
  readonly withdrawn?: true;
  readonly station?: string;
  readonly name?: readonly string[];
  readonly address?: readonly string[];
  readonly reason?: readonly string[];
  readonly order?: readonly string[];
  /** Build this mirror at once, and make the slip and the picture. */
  readonly out?: string;
  readonly slips?: string;
  readonly appAddress?: string;
  readonly shell?: string | boolean;
  readonly now?: string;
}

/** @returns the exit code. @throws FaultError where it cannot be made; nothing is written then */
export async function correctCommand(words: CorrectWords, output: Output): Promise<number> {
  const { guide: dir, seat, out } = words;
  const { content } = await readContent(dir);
  const { languages } = content.guide;
  const texts = (option: string, typed: readonly string[] | undefined): Text => textsOf(option, typed ?? [], languages);
  const reason = texts('--reason', words.reason);
  if (Object.keys(reason).length === 0) {
    throw stop('--reason', 'is missing: voters are told why', 'say it: --reason "The commission drew lots"');
  }
  const change = changeOf(words, texts('--name', words.name), texts('--address', words.address));
  const before = editionOf(await readPublished(dir));
  const order = texts('--order', words.order);
  if (out !== undefined) await refuseUnable(words, content, before);
  const made = await makeCorrection(dir, { contest: seat, change, reason, order, at: instantOf(words.now) });
  for (const line of made.lines) output.out(line);
  for (const warning of made.warnings) output.err(`warning: ${formatFault(warning)}`);
  for (const line of [...unsaid('--reason', reason, languages), ...unsaid('--order', order, languages)])
    output.err(line);
  if (Object.keys(order).length === 0) output.out('No --order was given: voters are not told by whose order.');
  const ids = made.notices.map(({ id }) => id);
  output.out(`The tables and guide.yaml say so now, with the notice ${ids.join(' and ')}. Nothing is signed yet.`);
  output.out(`To take it back before it is published: nishan correct --undo ${ids[0]} --guide ${dir}`);
  if (out === undefined) {
    output.out(`Next: nishan preview ${dir}; then nishan build ${dir} --out MIRROR`);
    const address = hasOwnAddress(content) ? '' : ' --address https://…';
    // Nobody has a slip of a guide that was never out.
    const slips = `  nishan slips ${dir} --mirror MIRROR --correct ${seat} --voids ${before} --status --out SLIPS${address}`;
    if (before > 0) output.out(slips);
    const together = before > 0 ? ` --correct ${seat}${address}` : '';
    output.out(
      `  where each person holds a key, in the place of both: nishan prepare ${dir} --out PROPOSAL${together}`,
    );
    return 0;
  }
  return publishCorrection(words, { out, before }, output);
}

/**
 * Before a table is changed: whether what `--out` promises can be signed here.
 * @param before the last edition; no slip is made where there is none
 */
async function refuseUnable({ guide: dir, seat, appAddress }: CorrectWords, content: Content, before: number) {
  const ring = await readKeyRing(dir);
  const fix = `nothing was changed. Leave --out out: that writes the tables and the notice; then nishan prepare ${dir} --out PROPOSAL --correct ${seat}, which each signs, the slip with it`;
  for (const role of ['targets', 'snapshot', 'timestamp'] as const) refuseTooFew(ring, role, fix);
  const regions = content.regions.filter(({ contest }) => contest === seat).map(({ region }) => region);
  const team = ring.teams.find((each) => each.regions.some((region) => regions.includes(region)));
  if (team) {
    const mend = `nothing was changed. Leave --out out, in the team's copy of the folder; then nishan prepare COPY --team ${team.name} --out PROPOSAL`;
    throw stop('--out', `cannot sign ${seat}: it is in a region of the team "${team.name}"`, mend);
  }
  if (before > 0 && appAddress === undefined && !hasOwnAddress(content)) {
    const mend = 'nothing was changed. Say where the app opens: --app-address https://example.org/guide/';
    throw stop('--app-address', 'is missing, and the guide names no address of its own for the slip', mend);
  }
}

/** Whether codes can lead somewhere without being told where. */
function hasOwnAddress({ guide }: Content): boolean {
  return parseAddresses(undefined, guide).length > 0;
}

/** What stands behind `--out`: the edition, and what goes from hand to hand. */
async function publishCorrection(
  { guide, seat, slips, appAddress, now, shell }: CorrectWords,
  { out, before }: { readonly out: string; readonly before: number },
  output: Output,
): Promise<number> {
  const built = await buildCommand(
    { dir: guide, out, now, json: false, timestampOnly: false, ...(shell !== true && { shell }) },
    output,
  );
  if (built !== 0 || before === 0) return built;
  const made = await slipsCommand(
    {
      ...{ guide, mirror: out, out: slips ?? `${out.replace(/\/+$/, '')}-corrections`, address: appAddress },
      ...{ correct: seat, voids: String(before), status: true, json: false },
    },
    output,
  );
  if (made === 0)
    output.out(`Next: nishan publish ${out} --to …; print the slip, and put the picture into your status.`);
  return made;
}

function changeOf(words: CorrectWords, name: Text, address: Text): Change {
  const { candidate, symbol, withdrawn, station, swap, stillEndorsed } = words;
  const asked = [symbol, withdrawn, station].filter((each) => each !== undefined).length;
  if (asked !== 1) {
    const fix =
      'give one of --candidate 4 --symbol lantern, --candidate 4 --withdrawn, --station NA-130-17 --address …';
    throw stop('correct', 'changes one thing at a time', fix);
  }
  if (station !== undefined) return { kind: 'station', id: station, name, address };
  const serial = /^[1-9]\d{0,5}$/.test(candidate ?? '') ? Number(candidate) : Number.NaN;
  if (Number.isNaN(serial)) {
    throw stop('--candidate', 'needs the number on the ballot', 'give it as in candidates.csv: --candidate 4');
  }
  if (symbol === undefined) return { kind: 'withdrawn', serial };
  return { kind: 'symbol', serial, symbol, swap: swap === true, stillEndorsed: stillEndorsed === true };
}

/** "A misprint" is in the guide's main language, "ur=…" in Urdu. */
function textsOf(option: string, typed: readonly string[], languages: readonly string[]): Text {
  const texts: Record<string, string> = {};
  for (const each of typed) {
    const [, tag, rest] = /^([a-z]{2,3}(?:-[a-z0-9]{2,8})*)=(.*)$/s.exec(each) ?? [];
    if (tag !== undefined && !languages.includes(tag)) {
      throw stop(option, `guide.yaml has no language "${tag}"`, `choose among ${languages.join(', ')}`);
    }
    texts[tag ?? languages[0] ?? 'en'] = (rest ?? each).trim();
  }
  return texts;
}

/** In which of the guide's languages a text is not said: who reads them sees another one there. */
function unsaid(option: string, text: Text, languages: readonly string[]): readonly string[] {
  const tags = Object.keys(text).length > 0 ? languages.filter((tag) => !text[tag]) : [];
  return tags.map(
    (tag) =>
      `warning: ${option} says nothing in "${tag}": who reads it sees another language there. Mend: add to the notice in guide.yaml what ${option} "${tag}=…" would say`,
  );
}

function editionOf({ snapshot }: { readonly snapshot: Uint8Array | null }): number {
  return snapshot ? parseMetadata('snapshot', snapshot).signed.version : 0;
}

/** @returns the exit code. @throws FaultError where it was published, or is not known */
export async function undoCommand({ guide: dir, id }: { guide: string; id: string }, output: Output): Promise<number> {
  const published = new Set((await publishedNotices(dir)).map((notice) => notice.id));
  const cells = await undoCorrection(dir, id, published);
  output.out(`Taken back: ${cells === 1 ? 'one cell' : `${cells} cells`} as before, and the notice is gone.`);
  return 0;
}

/** What the last edition told. */
async function publishedNotices(dir: string): Promise<readonly Notice[]> {
  const { targets } = await readPublished(dir);
  const signed = targets && parseMetadata('targets', targets).signed.targets[noticesPath];
  const bytes = signed?.hashes.sha256 ? readPublishedFile(dir, signed.hashes.sha256) : null;
  return bytes ? parseNotices(bytes) : [];
}

export interface RetireWords {
  readonly guide: string;
  readonly text?: readonly string[];
  readonly now?: string;
  /** Takes it back. */
  readonly undo?: true;
}

/** Says in the guide that the election is over. @returns the exit code */
export function retireCommand(words: RetireWords, output: Output): Promise<number> {
  return withFolderLock(words.guide, () => retire(words, output));
}

async function retire({ guide: dir, text, now, undo }: RetireWords, output: Output): Promise<number> {
  if (undo) {
    await undoRetirement(dir, await publishedNotices(dir));
    output.out('Taken back: guide.yaml no longer says that this election is over.');
    return 0;
  }
  const { content } = await readContent(dir);
  const { languages, election, notices } = content.guide;
  refuseSecond(dir, election);
  const at = instantOf(now);
  refuseEarly(election, at);
  const said = textsOf('--text', text ?? [], languages);
  const words = await spokenWords(languages);
  const title = inEach(words, (each) => each.t('news.over'));
  const id =
    ['over', `over-${at.slice(0, 10)}`].find((each) => notices.every((notice) => notice.id !== each)) ?? 'over';
  const notice = { id, kind: 'over', at, title, ...(Object.keys(said).length > 0 && { text: said }) } as const;
  const yaml = await readGuideText(dir);
  await writeFolderFiles(dir, new Map([[guideFileName, endElection(addNotices(yaml, [notice]), at)]]));
  for (const line of unsaid('--text', said, languages)) output.err(line);
  output.out(`guide.yaml says that this election is over, from ${at}, with the notice "${id}". Nothing is signed yet.`);
  output.out(`Next: nishan build ${dir} --out MIRROR, and publish it. Each seat then says so, and nothing is deleted.`);
  output.out(`  where each person holds a key: nishan prepare ${dir} --out PROPOSAL, in the place of build`);
  return 0;
}

function instantOf(now: string | undefined): string {
  const at = now ?? `${new Date().toISOString().slice(0, 19)}Z`;
  try {
    return instantReader(at, '--now');
  } catch {
    throw stop('--now', `"${at}" is no instant`, 'write it like: --now 2027-01-21T06:00:00Z');
  }
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'correct', file, message, fix }]);
}
