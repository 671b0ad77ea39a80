// Everything that is fuzzed, by name.
import { join } from 'node:path';
import { openCorpus } from '../corpus.ts';
import type { FuzzTarget } from '../target.ts';
import { addressTargets } from './addresses.ts';
import { containerTargets } from './containers.ts';
import { gatewayTargets } from './gateway.ts';
import { guideTargets } from './guide.ts';
import { ingestTargets } from './ingest.ts';
import { mediaTargets } from './media.ts';
import { metadataTargets } from './metadata.ts';
import { slipTargets } from './slips.ts';
import { tableTargets } from './tables.ts';
import { wordTargets } from './words.ts';

/** @param top the project's folder */
export async function allTargets(top: string): Promise<readonly FuzzTarget[]> {
  const corpus = await openCorpus(join(top, 'tests', 'vectors'));
  return [
    ...metadataTargets(corpus),
    ...guideTargets(corpus),
    ...containerTargets(corpus),
    ...slipTargets(),
    ...addressTargets(),
    ...(await wordTargets(corpus)),
    ...tableTargets(),
    ...mediaTargets(corpus, join(top, 'src', 'publisher', 'example', 'sounds')),
    ...gatewayTargets(),
    ...ingestTargets(corpus),
  ];
}
