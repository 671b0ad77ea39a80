// What the publisher in use has signed about a copy of its guide.
import type { Notice } from '../../core/guide/pages.ts';
import { Box } from '../kit/box.tsx';
import { Content } from '../kit/content.tsx';
import { plain, t } from '../say.ts';
import { getState } from '../world.ts';

export function CopyWarning({ notice }: { readonly notice: Notice }) {
  return (
    <Box tone="bad" title={t('offer.warning', { name: plain(getState().head?.guide.publisher.name) })} isAlert>
      <Content of={notice.title} />
      {notice.text && <Content of={notice.text} />}
    </Box>
  );
}
