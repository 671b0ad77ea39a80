// What tests of the one road share: an ingest from files, the symbol on a card, the code of a failure.
import { expect } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { contestCard } from '../../../src/core/guide/questions.ts';
import { openRegion } from '../../../src/core/held/held.ts';
import { ingest, type Outcome } from '../../../src/core/ingest/ingest.ts';
import type { IngestOptions } from '../../../src/core/ingest/ingest-options.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { filesSource, ingestOptions } from '../fixture.ts';

export async function symbolOf(vault: Vault, region: string, contest: string): Promise<string | undefined> {
  const held = await openRegion(vault, region);
  if (!held) return undefined;
  const { guide, symbols, parties } = held.head;
  return contestCard(guide, symbols, parties, held.shard, contest)?.candidates[0]?.symbol?.code;
}

export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    return (error as AppError).code;
  }
  return 'no failure';
}

export function take(
  vault: Vault,
  files: ReadonlyMap<string, Uint8Array>,
  options: Partial<IngestOptions> = {},
): Promise<Outcome> {
  return ingest(vault, filesSource(files), { ...ingestOptions, ...options });
}
