// Runs every parser over inputs made to be large, in a process of its own with a small heap; prints what it saw as JSON.
// Started by memory.test.ts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleSource } from '../../src/core/bundle/bundle.ts';
import { inflate } from '../../src/core/encoding/inflate.ts';
import { AppError } from '../../src/core/errors.ts';
import { parseAppFiles } from '../../src/core/guide/app-files.ts';
import { parseEvents } from '../../src/core/guide/events.ts';
import { maxInflatedBytes } from '../../src/core/guide/format/pack.ts';
import { parseGuide } from '../../src/core/guide/guide.ts';
import { parseMedia } from '../../src/core/guide/media.ts';
import { parseNotices, parsePages } from '../../src/core/guide/pages.ts';
import { parsePlaces } from '../../src/core/guide/places.ts';
import { parseShard } from '../../src/core/guide/shard.ts';
import { parseParties, parseSymbols } from '../../src/core/guide/symbols.ts';
import { parseMetadata } from '../../src/core/tuf/metadata.ts';

const folder = process.argv[2] ?? '';
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)));
const packed = ['bomb', 'objects', 'numbers', 'texts', 'keys'];
const parsers: Record<string, (bytes: Uint8Array) => unknown> = {
  parseGuide,
  parseShard,
  parseSymbols,
  parseParties,
  parsePlaces,
  parsePages,
  parseNotices,
  parseEvents,
  parseMedia,
};
const plainParsers: Record<string, (bytes: Uint8Array) => unknown> = {
  parseAppFiles,
  root: (bytes) => parseMetadata('root', bytes),
  timestamp: (bytes) => parseMetadata('timestamp', bytes),
  snapshot: (bytes) => parseMetadata('snapshot', bytes),
  targets: (bytes) => parseMetadata('targets', bytes),
};

const refusals: Record<string, string> = {};
let mostInflated = 0;
let peakBytes = 0;
const baseBytes = process.memoryUsage().rss;

async function refusal(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'accepted';
  } catch (error) {
    return error instanceof AppError ? error.code : `${error}`;
  } finally {
    peakBytes = Math.max(peakBytes, process.memoryUsage().rss - baseBytes);
  }
}

for (const name of packed) {
  const bytes = read(name);
  for (const [parser, parse] of Object.entries(parsers))
    refusals[`${parser} ${name}`] = await refusal(() => parse(bytes));
  await refusal(() => {
    mostInflated = Math.max(mostInflated, inflate(bytes, maxInflatedBytes).length);
  });
}
const metadata = read('metadata');
for (const [parser, parse] of Object.entries(plainParsers))
  refusals[`${parser} objects`] = await refusal(() => parse(metadata));
const many = read('zip');
refusals['bundle entries'] = await refusal(() => bundleSource(many).paths());

process.stdout.write(JSON.stringify({ refusals, mostInflated, peakBytes }));
