// Another guide that was met by its fingerprint alone: both fingerprints, what the publisher in use says of it, and the
// way to it where it is on this phone already.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import { t } from '../say.ts';
import { BothFingerprints } from '../who/both-fingerprints.tsx';
import { CopyWarnings } from './copy-warning.tsx';
import { type GuideRow, guideBegunWith, useGuide } from './guides-here.ts';
import { metHere } from './met-here.ts';

interface OtherGuideProps {
  /** The first 16 to 64 hex digits of its id. */
  readonly digits: string;
  readonly ours: ComponentChildren;
  readonly theirs: ComponentChildren;
  /** Where it opens. */
  readonly hash?: string | undefined;
}

export function OtherGuide({ digits, ours, theirs, hash }: OtherGuideProps) {
  const [known, setKnown] = useState<GuideRow | null>(null);
  const [isLater, setLater] = useState(false);
  useEffect(() => void guideBegunWith(digits).then(setKnown), [digits]);
  return (
    <>
      <CopyWarnings met={metHere({ fingerprint: digits })} />
      <BothFingerprints ours={ours} theirs={theirs} digits={digits} />
      {known && (
        <Box tone="note" title={t('offer.have')}>
          {known.name && <Content of={known.name} />}
          <Button
            icon="forward"
            label={t('offer.open')}
            onPress={() => void useGuide(known.id, hash).then((used) => setLater(used === 'later'))}
          />
          {isLater && <span role="status">{t('guides.next-start')}</span>}
        </Box>
      )}
    </>
  );
}
