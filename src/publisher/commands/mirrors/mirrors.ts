// `nishan mirrors check`: what a voter's phone would find at each address, and what would mend it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesSource } from '../../../core/bundle/bytes-source.ts';
import { parseMetadata } from '../../../core/tuf/metadata.ts';
import { isMirrorKind, type MirrorEntry } from '../../../io/mirror/mirror-url.ts';
import { readPublished } from '../../build/published/published.ts';
import { FaultError, plainLine } from '../../content/fault.ts';
import { guideFileName } from '../../content/guide-file/read-guide-file.ts';
import { readContent } from '../../content/read-content.ts';
import { checkMirrors, type PublishedGuide } from '../../mirrors/check-mirrors.ts';
import type { Finding } from '../../mirrors/finding.ts';
import type { CheckLimits } from '../../mirrors/look.ts';
import type { MirrorReport } from '../../mirrors/mirror-report.ts';
import { readFirstRoot } from '../../verify/first-root.ts';
import { counted } from '../counted.ts';
import type { Output } from '../output.ts';

export interface MirrorsCheckOptions {
  /** As typed: an address, or "ipfs:https://…". */
  readonly urls: readonly string[];
  /** A file with the guide's first root. */
  readonly root?: string | undefined;
  /** The content folder: its mirrors are checked too, against what it published. */
  readonly guide?: string | undefined;
  /** A file with a certificate authority of one's own, PEM. */
  readonly ca?: string | undefined;
  readonly json: boolean;
  /** The clock where it is left out. */
  readonly now?: Date;
  readonly limits?: CheckLimits;
}

/**
 * @returns the exit code: 1 where a voter could not use one of them
 * @throws FaultError where there is nothing to check, guide.yaml has faults, or the root or the guide cannot be read
 */
export async function checkMirrorsCommand(options: MirrorsCheckOptions, output: Output): Promise<number> {
  const guide = options.guide === undefined ? null : await openGuide(options.guide);
  const mirrors = [...options.urls.map(parseMirror), ...(guide?.mirrors ?? [])];
  if (mirrors.length === 0) {
    const fix = 'name an address, or list the mirrors of the guide in its guide.yaml';
    throw stop(options.guide ?? 'mirrors check', 'there is no mirror to check', fix);
  }
  const reports = await checkMirrors({
    mirrors,
    root: options.root === undefined ? null : await readFirstRoot(options.root),
    guide: guide?.published ?? null,
    now: options.now ?? new Date(),
    ca: options.ca === undefined ? undefined : await readCa(options.ca),
    ...(options.limits && { limits: options.limits }),
    onProgress: (url, requests) => output.progress(plainLine(`${url}: ${counted(requests, 'request')}`)),
  });
  const usable = reports.filter((report) => report.usable).length;
  if (options.json) output.out(JSON.stringify({ usable, mirrors: reports }));
  else for (const line of reports.flatMap(linesOf)) output.out(line);
  if (!options.json) output.out(`${usable} of ${reports.length} can be used by voters.`);
  return usable === reports.length ? 0 : 1;
}

/** "ipfs:https://gateway.example" has a kind before the address; anything else is a static mirror. */
function parseMirror(typed: string): MirrorEntry {
  const [, kind, url] = /^([a-z-]+):(https?:\/\/.*)$/.exec(typed) ?? [];
  if (kind !== undefined && url !== undefined && isMirrorKind(kind)) return { kind, url };
  return { kind: 'static', url: typed };
}

async function openGuide(
  dir: string,
): Promise<{ readonly mirrors: readonly MirrorEntry[]; readonly published: PublishedGuide }> {
  const { content, faults } = await readContent(dir);
  // A mirror whose entry is at fault would be left out without a word. Other tables' faults are for `nishan check`.
  const ofGuide = faults.filter(({ severity, file }) => severity === 'error' && file === guideFileName);
  if (ofGuide.length > 0) throw new FaultError(ofGuide);
  const { roots, snapshot } = await readPublished(dir);
  const [root] = roots;
  if (!root) throw stop(dir, 'was never published, so there is nothing to compare with', 'run nishan build first');
  const metadata = bytesSource(async (path) => {
    const name = /^metadata\/([A-Za-z0-9._%-]+)$/.exec(path)?.[1];
    return name === undefined ? null : readFile(join(dir, 'published', name)).catch(() => null);
  });
  const edition = snapshot && parseMetadata('snapshot', snapshot).signed.version;
  return { mirrors: content.guide.mirrors, published: { root, metadata, edition } };
}

async function readCa(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw stop(path, 'is not a certificate (PEM)', "name the file with the authority's own certificate");
}

function linesOf(report: MirrorReport): readonly string[] {
  const { findings, edition, issued, requests, bytes, compared } = report;
  const kind = report.kind === 'static' ? '' : `${report.kind}:`;
  const state = report.usable ? (findings.length === 0 ? 'fine' : 'usable') : 'NOT USABLE';
  const what =
    edition === null ? 'no edition' : `edition ${edition}${issued === null ? '' : ` of ${issued.slice(0, 10)}`}`;
  const size = `${counted(requests, 'request')}, ${(bytes / 1000).toFixed(1)} kB`;
  const lines = [plainLine(`${kind}${report.url}: ${state}, ${what}, ${size}`), ...findings.flatMap(linesOfFinding)];
  if (!compared && edition !== null) {
    lines.push(
      `  The publisher was not compared: give --root FILE or --guide DIR. Guide ${report.guideId?.slice(0, 16)}…`,
    );
  }
  return lines;
}

function linesOfFinding({ severity, path, count, message, why, fix }: Finding): readonly string[] {
  const more = count > 1 ? ` (and ${count - 1} more)` : '';
  const place = path === '' ? '' : `${path}${more}: `;
  return [`  ${severity}: ${place}${message}`, `    Why: ${why}.`, `    Mend: ${fix}.`].map(plainLine);
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'mirrors', file, message, fix }]);
}
