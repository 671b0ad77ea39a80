// What the publisher in use has signed about a copy, or a message that goes round: as their word, beside everything else on
// the screen. It takes no choice away.
import type { Met, MetBy } from '../../core/guide/meaning/counterfeits.ts';
import type { WordKey } from '../../words/locale.ts';
import { Box } from '../kit/box.tsx';
import { Content } from '../kit/content.tsx';
import { plain, t } from '../say.ts';
import { getState } from '../world.ts';

const titles: Readonly<Record<MetBy, WordKey>> = {
  guide: 'offer.warning',
  site: 'met.site',
  picture: 'met.picture',
  like: 'met.like',
  words: 'met.words',
};

export function CopyWarning({ met: { notice, by } }: { readonly met: Met }) {
  const { title, text, kind, counterfeit } = notice;
  const isMild = by === 'like' || kind !== 'counterfeit';
  return (
    <div data-copy={by}>
      <Box
        tone={isMild ? 'old' : 'bad'}
        title={t(titles[by], { name: plain(getState().head?.guide.publisher.name) })}
        isAlert
      >
        {by === 'site' && (
          <span>
            <bdi dir="ltr">{counterfeit?.link}</bdi>
          </span>
        )}
        <Content of={title} />
        {text && <Content of={text} />}
      </Box>
    </div>
  );
}

export function CopyWarnings({ met }: { readonly met: readonly Met[] }) {
  return (
    <>
      {met.map((each) => (
        <CopyWarning key={each.notice.id} met={each} />
      ))}
    </>
  );
}
