// The drawings that a picture shows, as data: addresses: a drawing within a drawing loads nothing from anywhere else.
import { encodeBase64 } from '../../core/encoding/base64.ts';
import type { Blob } from '../../core/guide/format/blob.ts';
import type { Candidate } from '../../core/guide/questions.ts';
import { shownType } from '../../core/picture/shown-type.ts';
import type { CardPanel } from './picture-card.ts';

/**
 * @param read the bytes of a picture, hashed; null where they are not held
 * @returns the address by hash; null for what is not held, or is no picture
 */
export async function cardPictures(
  panels: readonly CardPanel[],
  read: (blob: Blob) => Promise<Uint8Array | null>,
): Promise<(sha256: string) => string | null> {
  const blobs = panels.flatMap(({ card, subject }) =>
    shownIn(subject).flatMap((each) => markOf(each, card.contest.mark)),
  );
  const addresses = new Map<string, string>();
  for (const blob of new Map(blobs.map((each) => [each.sha256, each])).values()) {
    const bytes = await read(blob);
    const type = bytes && shownType(bytes);
    if (bytes && type) addresses.set(blob.sha256, `data:${type};base64,${encodeBase64(bytes)}`);
  }
  return (sha256) => addresses.get(sha256) ?? null;
}

function shownIn(subject: CardPanel['subject']): readonly Candidate[] {
  if (subject.kind === 'nobody') return [];
  return subject.kind === 'one' ? [subject.candidate] : subject.candidates;
}

function markOf({ photo, symbol }: Candidate, mark: CardPanel['card']['contest']['mark']): readonly Blob[] {
  const blob = mark === 'photograph' ? photo : symbol?.picture;
  return blob ? [blob] : [];
}
