// What the app says of a seat's page, in that page's own style: the app's is not applied yet.
import type { HeldRegion } from '../../core/held/held.ts';
import { formatDay } from '../../words/dates.ts';
import { regionSign } from '../held/region-sign.ts';
import { plain, t } from '../say.ts';
import { getState } from '../world.ts';
import type { Difference, PageVerdict } from './compare-page.ts';

/** What is known of the page by now. */
export type PageNews =
  | { readonly kind: 'checking' | 'unchecked' | 'no-seat' }
  | { readonly kind: 'checked'; readonly verdict: PageVerdict; readonly held: HeldRegion };

interface PageBoxProps {
  readonly news: PageNews;
  /** The edition that the page says it is of. */
  readonly edition: number | null;
  readonly onOpen: () => void;
}

export function PageBox({ news, edition, onOpen }: PageBoxProps) {
  const { language, locale } = getState().words;
  const dir = locale.dir === 'rtl' ? 'rtl' : 'ltr';
  if (news.kind === 'checking')
    return (
      <p lang={language} dir={dir}>
        {t('page.checking')}
      </p>
    );
  const isGood = news.kind === 'checked' && news.verdict.kind !== 'differs';
  const isBad = news.kind === 'no-seat' || (news.kind === 'checked' && !isGood);
  return (
    <div class={`box ${isGood ? 'good' : isBad ? 'bad' : ''}`} lang={language} dir={dir}>
      {news.kind === 'checked' ? (
        <Verdict verdict={news.verdict} held={news.held} edition={edition} />
      ) : (
        <b>{t(`page.${news.kind}`)}</b>
      )}
      <button type="button" onClick={onOpen}>
        {t(news.kind === 'checked' ? 'page.open-card' : 'page.open-guide')}
      </button>
    </div>
  );
}

interface VerdictProps {
  readonly verdict: PageVerdict;
  readonly held: HeldRegion;
  readonly edition: number | null;
}

function Verdict({ verdict, held, edition }: VerdictProps) {
  const { head } = held;
  const sign = regionSign(held);
  const date = formatDay(getState().words, head.issued);
  const isOther = edition !== head.edition;
  return (
    <>
      <b>{t(`page.${verdict.kind}`)}</b>
      {verdict.differences.map((each, i) => (
        <p key={i}>
          <Differs of={each} />
        </p>
      ))}
      {isOther && edition !== null && <p>{t('page.of-edition', { edition })}</p>}
      <p>{t('page.list', { edition: head.edition, date, name: plain(head.guide.publisher.name) })}</p>
      {sign.tone !== 'good' && (
        <p>
          <b>{t(sign.word)}</b> {t(sign.text)}
        </p>
      )}
    </>
  );
}

function Differs({ of: { kind, who, said, is } }: { readonly of: Difference }) {
  if (kind === 'words') return <>{t('page.said', { who, said, is })}</>;
  if (kind === 'added') return <>{t('page.added', { said })}</>;
  return <>{t(kind === 'missing' ? 'page.missing' : 'page.picture', { is })}</>;
}
