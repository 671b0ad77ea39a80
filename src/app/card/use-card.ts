// The picture on the screen: drawn again when what is asked for changes, the one before standing there meanwhile.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CardLayout } from '../../paper/card/picture-card.ts';
import type { GivenFile } from '../give/share-file.ts';
import { getState } from '../world.ts';
import { type AskedPanel, makeCard } from './make-card.ts';

/** Between two letters of a line that is being typed nothing is drawn. */
const typingMs = 350;

export interface Card {
  /** Of the picture that was drawn last; null before the first one. */
  readonly address: string | null;
  readonly file: GivenFile | null;
  readonly state: 'drawing' | 'ready' | 'cannot';
  /** The picture as it is asked for now, drawn where it is not yet; null where it cannot be. */
  bring(): GivenFile | Promise<GivenFile | null> | null;
}

interface Made {
  readonly key: string;
  readonly file: GivenFile | null;
  readonly address: string | null;
}

export function useCard(layout: CardLayout, panels: readonly AskedPanel[], ownLine: string | null): Card {
  const { installs, words, slips } = getState();
  const seats = panels.map(({ card, held, subject }) => [
    card.contest.id,
    held.head.edition,
    subject.kind === 'one' ? subject.candidate.serial : subject.kind === 'nobody' ? subject.why : '',
  ]);
  const key = JSON.stringify([layout, seats, ownLine, installs, words.language, words.isWhole, slips.length]);
  const [made, setMade] = useState<Made | null>(null);
  const isTyped = useRef<string | null>(ownLine);
  const draw = async (): Promise<GivenFile | null> => (panels.length === 0 ? null : makeCard(layout, panels, ownLine));
  useEffect(() => {
    let isLatest = true;
    const waitMs = isTyped.current === ownLine ? 0 : typingMs;
    isTyped.current = ownLine;
    const timer = setTimeout(async () => {
      const file = await draw();
      if (!isLatest) return;
      const blob = file && new Blob([file.bytes as Uint8Array<ArrayBuffer>], { type: file.type });
      setMade({ key, file, address: blob && URL.createObjectURL(blob) });
    }, waitMs);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [key]);
  useEffect(
    () => () => {
      if (made?.address) URL.revokeObjectURL(made.address);
    },
    [made],
  );
  const isCurrent = made?.key === key;
  return {
    address: made?.address ?? null,
    file: made?.file ?? null,
    state: !isCurrent ? 'drawing' : made.file ? 'ready' : 'cannot',
    // At once where it is there: a share sheet opens only on a tap that is not long over.
    bring: () => (isCurrent ? made.file : draw()),
  };
}
