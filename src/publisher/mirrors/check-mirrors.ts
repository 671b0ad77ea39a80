// Several mirrors beside each other: who has the newest edition, who lags, whose files are somebody else's.
import { guideId } from '../../core/tuf/guide-id.ts';
import { isContentStore, type MirrorEntry } from '../../io/mirror/mirror-url.ts';
import { type CheckedMirror, checkMirror } from './check-mirror.ts';
import { finding } from './finding.ts';
import { type CheckLimits, type Reference, usualLimits } from './look.ts';
import { type MirrorReport, withFinding } from './mirror-report.ts';

/** A guide as its publisher has it. */
export interface PublishedGuide extends Reference {
  /** null before the first edition. */
  readonly edition: number | null;
}

export interface CheckOptions {
  readonly mirrors: readonly MirrorEntry[];
  /** The first root that was told; without it and without a guide each mirror's own. */
  readonly root: Uint8Array | null;
  readonly guide: PublishedGuide | null;
  readonly now: Date;
  readonly limits?: CheckLimits;
  /** PEM of a certificate authority that is trusted besides the usual ones. */
  readonly ca?: string | undefined;
  readonly onProgress?: (url: string, requests: number) => void;
}

/** Checks all of them, in their order; content stores against the newest metadata of the others. */
export async function checkMirrors(options: CheckOptions): Promise<readonly MirrorReport[]> {
  const { mirrors, guide, now, ca, limits = usualLimits, onProgress = () => {} } = options;
  const root = options.root ?? guide?.root ?? null;
  const reports = new Map<MirrorEntry, MirrorReport>();
  let best: CheckedMirror | null = null;
  const check = async (entry: MirrorEntry): Promise<void> => {
    const reference = newestReference(best, guide);
    const progress = (requests: number): void => onProgress(entry.url, requests);
    const checked = await checkMirror(entry, { root, reference, now, limits, ca, onProgress: progress });
    reports.set(entry, checked.report);
    if (checked.reference && (checked.report.edition ?? 0) > (best?.report.edition ?? 0)) best = checked;
  };
  for (const entry of mirrors.filter(({ kind }) => !isContentStore(kind))) await check(entry);
  for (const entry of mirrors.filter(({ kind }) => isContentStore(kind))) await check(entry);
  const inOrder = mirrors.flatMap((entry) => reports.get(entry) ?? []);
  return compare(inOrder, guide);
}

function newestReference(best: CheckedMirror | null, guide: PublishedGuide | null): Reference | null {
  if (guide?.edition && guide.edition >= (best?.report.edition ?? 0)) return guide;
  return best?.reference ?? null;
}

function compare(reports: readonly MirrorReport[], guide: PublishedGuide | null): readonly MirrorReport[] {
  const id = guide ? guideId(guide.root) : (reports.find(({ guideId: each }) => each !== null)?.guideId ?? null);
  const ofGuide = reports.filter((each) => each.guideId === id);
  const newest = Math.max(0, guide?.edition ?? 0, ...ofGuide.map(({ edition }) => edition ?? 0));
  return reports.map((report) => {
    const { edition } = report;
    if (report.guideId !== null && report.guideId !== id) {
      const message = 'it is another guide than the first of these mirrors';
      return withFinding(report, finding('other-guide', message, 'other', 'metadata/1.root.json'));
    }
    if (edition === null || isContentStore(report.kind)) return report;
    if (guide?.edition && edition > guide.edition) {
      const message = `it has edition ${edition}, and published/ knows ${guide.edition}`;
      return withFinding(report, finding('ahead', message, 'other', 'metadata/timestamp.json'));
    }
    if (edition >= newest) return report;
    const message = `it has edition ${edition}; the newest known is ${newest}`;
    return withFinding(report, finding('older', message, 'other', 'metadata/timestamp.json'));
  });
}
