// What a check of one mirror came to.

import { isAppError } from '../../core/errors.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { openStored } from '../../core/tuf/refresh.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { isContentStore, type MirrorEntry } from '../../io/mirror/mirror-url.ts';
import { type Finding, finding } from './finding.ts';
import { type Host, hostOf } from './host.ts';
import { judgeExchanges } from './judge.ts';
import type { Look } from './look.ts';

export interface MirrorReport {
  readonly kind: string;
  readonly url: string;
  /** A voter could use it: no finding is an error. */
  readonly usable: boolean;
  /** null where it has none that verifies. */
  readonly edition: number | null;
  /** When that edition was issued, ISO instant. */
  readonly issued: string | null;
  readonly guideId: string | null;
  /** The publisher was compared with a root from elsewhere. */
  readonly compared: boolean;
  readonly requests: number;
  /** Of all bodies, as sent. */
  readonly bytes: number;
  readonly findings: readonly Finding[];
}

export function emptyReport({ kind, url }: MirrorEntry, fault: Finding): MirrorReport {
  const nothing = { usable: false, edition: null, issued: null, guideId: null, compared: false, requests: 0, bytes: 0 };
  return { kind, url, ...nothing, findings: [fault] };
}

/** The report with one more finding. */
export function withFinding(report: MirrorReport, more: Finding): MirrorReport {
  return { ...report, usable: report.usable && more.severity !== 'error', findings: [...report.findings, more] };
}

/** @param root what it was checked against; null where the check could not begin */
export async function reportOf(look: Look, address: URL, root: Uint8Array | null): Promise<MirrorReport> {
  const { entry, context, asker } = look;
  const exchanges = [...look.source.exchanges(), ...look.others];
  const host = hostOf(address, exchanges.find(({ server }) => server !== '')?.server ?? '');
  const seen = [...judgeAddress(look, address, host), ...judgeExchanges(exchanges, host)];
  // A wrong byte also fails a check of the app: it is told once, where it was seen.
  const isSeen = seen.some(({ severity }) => severity === 'error');
  const rest = look.findings.filter(({ code }) => code !== 'refused-by-app' || !isSeen);
  const dates = root ? await judgeDates(look, root, host) : null;
  const findings = eachOnce([...seen, ...rest, ...(dates?.findings ?? [])]);
  return {
    kind: entry.kind,
    url: entry.url,
    usable: findings.every(({ severity }) => severity !== 'error'),
    edition: dates?.edition ?? null,
    issued: dates?.issued ?? null,
    guideId: root && guideId(root),
    compared: context.root !== null,
    requests: asker.requests(),
    bytes: asker.bytes(),
    findings,
  };
}

function eachOnce(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ code }, i) => findings.findIndex((each) => each.code === code) === i);
}

const soonDays = 14;
const dayMs = 86_400_000;

function judgeAddress({ asker, context }: Look, { protocol, hostname }: URL, host: Host): readonly Finding[] {
  // A demo may be read from this computer.
  const isLoopback = hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
  if (protocol === 'http:') return isLoopback ? [] : [finding('not-https', 'its address begins with http', host)];
  const ends = asker.certificateEnds();
  const days = ends ? (ends.getTime() - context.now.getTime()) / dayMs : soonDays;
  if (!(days < soonDays)) return [];
  return [finding('certificate-ends-soon', `its certificate ends in ${Math.max(0, Math.floor(days))} days`, host)];
}

function nullForAppErrors(error: unknown): null {
  if (isAppError(error)) return null;
  throw error;
}

interface Dates {
  readonly edition: number;
  readonly issued: string | null;
  readonly findings: readonly Finding[];
}

async function judgeDates({ vault, context, entry }: Look, root: Uint8Array, host: Host): Promise<Dates | null> {
  const options = { root, now: context.now, verifiers: ed25519Verifiers, expiry: 'report' } as const;
  // What does not verify was a finding when it came.
  const stored = await openStored(vault, options).catch(nullForAppErrors);
  if (!stored) return null;
  const { expired, snapshot, targets } = stored;
  // The dates of a store are those of the metadata that was taken from elsewhere.
  const isOwn = !isContentStore(entry.kind);
  const message = `past its date: ${expired.join(', ')}`;
  const findings = isOwn && expired.length > 0 ? [finding('expired', message, host, 'metadata/')] : [];
  return { edition: snapshot.signed.version, issued: targets.signed.issued ?? null, findings };
}
