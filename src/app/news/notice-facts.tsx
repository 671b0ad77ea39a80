// What a publisher says of a change: why, by whose order, who signed.

import type { Text } from '../../core/guide/format/text.ts';
import type { Notice } from '../../core/guide/pages.ts';
import { Content } from '../kit/content.tsx';
import sheet from '../kit/sheet.module.css';
import { plain, t } from '../say.ts';

export function NoticeFacts({ notice }: { readonly notice: Notice | null }) {
  if (!notice) return null;
  const { reason, order, signedBy } = notice;
  return <WhyLines reason={reason} order={order} signedBy={signedBy} />;
}

interface WhyLinesProps {
  readonly reason?: Text | undefined;
  readonly order?: Text | undefined;
  readonly signedBy?: Text | undefined;
}

/** The same, of a change that gives it by itself. */
export function WhyLines({ reason, order, signedBy }: WhyLinesProps) {
  const lines = [
    ['news.why', reason],
    ['news.order', order],
  ] as const;
  if (!reason && !order && !signedBy) return null;
  return (
    <div class={sheet.soft}>
      {lines.map(
        ([key, value]) =>
          value && (
            <p key={key}>
              <b>{t(key)}:</b> <Content of={value} />
            </p>
          ),
      )}
      {signedBy && <p>{t('news.from', { name: plain(signedBy) })}</p>}
    </div>
  );
}
