// A small guide, signed: two regions, three seats, four symbols. Each test changes what it is about.
import { encodeUtf8, sha256Hex } from '../../src/core/bytes.ts';
import { encodeBlob } from '../../src/core/guide/format/blob.ts';
import { packJson } from '../../src/core/guide/format/pack-json.ts';
import type { Source } from '../../src/core/ports.ts';
import {
  authorRoot,
  authorSnapshot,
  authorTargets,
  authorTimestamp,
  describeMetadata,
  describeTarget,
  type SigningKey,
  signingKey,
} from '../../src/core/tuf/author.ts';
import { ed25519Verifiers } from '../../src/core/tuf/signatures.ts';

/** A key that is the same in every run. */
export function testKey(seed: number): SigningKey {
  return signingKey(new Uint8Array(32).fill(seed));
}

export const issuedAt = new Date('2027-01-25T10:00:00Z');
export const now = new Date('2027-01-25T12:00:00Z');
export const days = (count: number, from: Date = issuedAt): Date => new Date(from.getTime() + count * 86_400_000);

const picture = (name: string): Uint8Array =>
  encodeUtf8(`<svg xmlns="http://www.w3.org/2000/svg"><title>${name}</title></svg>`);
const blobOf = (bytes: Uint8Array) => encodeBlob({ sha256: sha256Hex(bytes), length: bytes.length });

export const places = packJson({ id: ['p1'], number: ['1'], name: { en: ['Girls School'] }, kind: ['all'] }).packed;

export interface GuideSettings {
  /** Serial 1 of NA-1 stands under this symbol. */
  readonly symbol?: string;
  readonly languages?: readonly string[];
  /** So many regions more, without seats: "empty-0". */
  readonly emptyRegions?: number;
  readonly shardOf?: (region: string) => Record<string, unknown>;
  /** As app.json lists the app. */
  readonly app?: { readonly worker: string; readonly files: readonly unknown[] };
  /** The guide is published without the app. */
  readonly isWithoutApp?: boolean;
  /** As they stand in the `notices` and `events` targets; there is none of the second without them. */
  readonly notices?: readonly unknown[];
  readonly events?: readonly unknown[];
  /** As it stands in the `history` target; there is none without it. */
  readonly history?: unknown;
}

/** The content of the guide by target path, and its blobs. */
export function guideContent(settings: GuideSettings = {}): {
  targets: Map<string, Uint8Array>;
  blobs: Map<string, Uint8Array>;
} {
  const codes = ['kite', 'boat', 'lamp', 'tree'];
  const empty = Array.from({ length: settings.emptyRegions ?? 0 }, (_, i) => `empty-${i}`);
  const pictures = codes.map(picture);
  const guide = {
    format: 1,
    demo: true,
    publisher: { name: { en: 'Test Publisher' } },
    languages: settings.languages ?? ['en', 'ur'],
    election: {
      id: 'test-2027',
      name: { en: 'Test election' },
      kind: 'general',
      date: '2027-02-08',
      calendar: { symbolsFinal: '2027-01-20T00:00:00Z' },
      lookups: [{ kind: 'sms', link: 'sms:8300', text: { en: 'Send your number to 8300' } }],
      findFirst: 'pad',
    },
    ballots: [
      { id: 'NA', name: { en: 'National Assembly' }, short: { en: 'National' }, colour: '#1b7f3b' },
      { id: 'PA', name: { en: 'Provincial Assembly' }, short: { en: 'Provincial' }, colour: '#777777' },
    ],
    regions: [
      { id: 'north', name: { en: 'North' } },
      { id: 'south', name: { en: 'South' } },
      ...empty.map((id) => ({ id, name: { en: id } })),
    ],
    districts: [{ en: 'Lahore', ur: 'لاہور' }],
    seats: {
      code: ['NA-1', 'PA-1', 'NA-2'],
      ballot: [0, 1, 0],
      region: [0, [0, 1], 1],
      district: [0, 0, -1],
      name: { en: ['Lahore-I', 'Lahore-I', 'Far Hills'], ur: ['لاہور ۱', '', ''] },
    },
  };
  const candidates = (symbols: readonly string[]) => ({
    serial: symbols.map((_, i) => i + 1),
    name: { en: symbols.map((_, i) => `Candidate ${i + 1}`), ur: symbols.map(() => 'محمد علی') },
    party: symbols.map((_, i) => (i === 0 ? 0 : -1)),
    symbol: symbols.map((_, i) => i),
  });
  const shard = (region: string, contests: readonly [string, number][], symbols: readonly string[]) => ({
    region,
    contests: contests.map(([id, count]) => ({ id, kind: 'candidates', mark: 'symbol', state: 'open', count })),
    partyIds: ['party-a'],
    symbolCodes: symbols,
    candidates: candidates(symbols),
    endorsements: region === 'north' ? [{ by: 'us', contest: 'NA-1', serial: 1 }] : [],
    areas: region === 'north' ? [{ id: 'area-1', contestIds: ['NA-1', 'PA-1'] }] : [],
    places: region === 'north' ? { 'NA-1': blobOf(places) } : {},
    ...settings.shardOf?.(region),
  });
  const targets = new Map([
    ['guide/guide', packJson(guide).packed],
    [
      'guide/symbols',
      packJson({ code: codes, name: { en: ['Kite', 'Boat', 'Lamp', 'Tree'] }, picture: pictures.map(blobOf) }).packed,
    ],
    ['guide/parties', packJson({ parties: [{ id: 'party-a', name: { en: 'Party A' } }] }).packed],
    ['guide/pages', packJson({ pages: [] }).packed],
    ['guide/notices', packJson({ notices: settings.notices ?? [] }).packed],
    [
      'app/app.json',
      encodeUtf8(JSON.stringify({ format: 1, worker: 'sw-0123456789abcdef.js', files: [], ...settings.app })),
    ],
    [
      'regions/north',
      packJson(
        shard(
          'north',
          [
            ['NA-1', 2],
            ['PA-1', 1],
          ],
          [settings.symbol ?? 'kite', 'boat', 'lamp'],
        ),
      ).packed,
    ],
    ['regions/south', packJson(shard('south', [['NA-2', 1]], ['tree'])).packed],
    ...empty.map((id) => [`regions/${id}`, packJson(shard(id, [], [])).packed] as const),
  ]);
  if (settings.events) targets.set('guide/events', packJson({ events: settings.events }).packed);
  if (settings.history) targets.set('guide/history', packJson(settings.history).packed);
  if (settings.isWithoutApp) targets.delete('app/app.json');
  const blobs = new Map([...pictures, places].map((bytes) => [sha256Hex(bytes), bytes]));
  return { targets, blobs };
}

export interface SignSettings {
  /** Version of timestamp, snapshot and targets alike. */
  readonly edition?: number;
  readonly issued?: Date;
  readonly expires?: Date;
  readonly root?: SigningKey;
  readonly key?: SigningKey;
  readonly targetsKeys?: readonly SigningKey[];
  readonly targetsThreshold?: number;
  /** A team of its own signs the region "south", with this key. */
  readonly southKey?: SigningKey;
}

/** The root of a test's guide. */
export function testRoot(
  settings: SignSettings & { readonly version?: number; readonly signers?: readonly SigningKey[] } = {},
): Uint8Array {
  const root = settings.root ?? testKey(1);
  const role = { keys: [(settings.key ?? testKey(2)).publicKey], threshold: 1 };
  const targets = {
    keys: (settings.targetsKeys ?? [settings.key ?? testKey(2)]).map(({ publicKey }) => publicKey),
    threshold: settings.targetsThreshold ?? 1,
  };
  return authorRoot(
    {
      version: settings.version ?? 1,
      expires: days(365),
      roles: { root: { keys: [root.publicKey], threshold: 1 }, timestamp: role, snapshot: role, targets },
    },
    settings.signers ?? [root],
  );
}

/** A whole mirror by path. */
export function testMirror(settings: GuideSettings & SignSettings = {}): Map<string, Uint8Array> {
  const { targets, blobs } = guideContent(settings);
  const version = settings.edition ?? 1;
  const expires = settings.expires ?? days(30);
  const key = settings.key ?? testKey(2);
  const files = new Map<string, Uint8Array>([['metadata/1.root.json', testRoot(settings)]]);
  const described = [...targets].map(([path, bytes]) => [path, describeTarget(bytes)] as const);
  const isSouth = ([path]: readonly [string, unknown]): boolean =>
    settings.southKey !== undefined && path === 'regions/south';
  const dated = { version, expires, issued: settings.issued ?? issuedAt };
  const delegations = settings.southKey
    ? ['team asked first', 'team south'].map((name) => ({
        name,
        keys: [settings.southKey?.publicKey ?? key.publicKey],
        threshold: 1,
        paths: ['regions/south'],
      }))
    : [];
  const signedTargets = authorTargets(
    {
      ...dated,
      targets: Object.fromEntries(described.filter((entry) => !isSouth(entry))),
      ...(delegations.length > 0 && { delegations }),
    },
    settings.targetsKeys ?? [key],
  );
  const meta: Record<string, ReturnType<typeof describeMetadata>> = {
    'targets.json': describeMetadata(version, signedTargets),
  };
  if (settings.southKey) {
    const south = authorTargets({ ...dated, targets: Object.fromEntries(described.filter(isSouth)) }, [
      settings.southKey,
    ]);
    files.set(`metadata/${version}.team%20south.json`, south);
    meta['team south.json'] = describeMetadata(version, south);
    const first = authorTargets({ ...dated, targets: {} }, [settings.southKey]);
    files.set(`metadata/${version}.team%20asked%20first.json`, first);
    meta['team asked first.json'] = describeMetadata(version, first);
  }
  const snapshot = authorSnapshot({ version, expires, meta }, [key]);
  files.set(`metadata/${version}.targets.json`, signedTargets);
  files.set(`metadata/${version}.snapshot.json`, snapshot);
  files.set(
    'metadata/timestamp.json',
    authorTimestamp({ version, expires, snapshot: describeMetadata(version, snapshot) }, [key]),
  );
  for (const [path, bytes] of targets) files.set(mirrorPath(path, bytes), bytes);
  for (const [sha256, bytes] of blobs) files.set(`blobs/${sha256}`, bytes);
  return files;
}

/** Where a target stands on a mirror. */
export function mirrorPath(path: string, bytes: Uint8Array): string {
  return `targets/${path.replace(/([^/]+)$/, `${sha256Hex(bytes)}.$1`)}`;
}

/** Files as a source that counts what is asked of it. */
export function filesSource(files: ReadonlyMap<string, Uint8Array>, asked: string[] = []): Source {
  const find = (path: string): Uint8Array | null => {
    asked.push(path);
    return files.get(path) ?? null;
  };
  return {
    async read(path, _options, accept) {
      const bytes = find(path);
      return bytes === null ? null : accept(bytes);
    },
    async readEach(path, _options, accept) {
      const bytes = find(path);
      if (bytes === null) return 0;
      await accept(bytes);
      return 1;
    },
  };
}

export const ingestOptions = { root: testRoot(), now, verifiers: ed25519Verifiers, regions: 'all' } as const;

/** A copy of a mirror with one byte of one file flipped. */
export function flipped(files: ReadonlyMap<string, Uint8Array>, path: string, at = 0): Map<string, Uint8Array> {
  const copy = new Map(files);
  const bytes = copy.get(path)?.slice();
  if (!bytes) throw new TypeError(`no ${path}`);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return copy.set(path, bytes);
}
