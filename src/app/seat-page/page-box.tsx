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

/** The class of the box that says it. */
export function toneOf(news: PageNews): string {
  if (news.kind === 'no-seat') return 'bad';
  if (news.kind !== 'checked') return '';
  return news.verdict.kind === 'differs' ? 'bad' : 'good';
}

interface PageBoxProps {
  readonly news: PageNews;
  /** The edition that the page says it is of. */
  readonly edition: number | null;
}

/** What the app found. */
export function PageBox({ news, edition }: PageBoxProps) {
  return (
    <div {...spoken()}>
      {news.kind === 'checked' ? (
        <Verdict verdict={news.verdict} held={news.held} edition={edition} />
      ) : (
        <b>{t(`page.${news.kind}`)}</b>
      )}
    </div>
  );
}

interface PageBarProps {
  readonly news: PageNews;
  readonly onOpen: () => void;
}

/** How far the app is, and the way into it. */
export function PageBar({ news: { kind }, onOpen }: PageBarProps) {
  return (
    <div {...spoken()}>
      {(kind === 'checking' || kind === 'unchecked') && t(`page.${kind}`)}
      {kind !== 'checking' && (
        <button type="button" onClick={onOpen}>
          {t(kind === 'checked' ? 'page.open-card' : 'page.open-guide')}
        </button>
      )}
    </div>
  );
}

/** The page around it may be in another language. */
function spoken() {
  const { language, locale } = getState().words;
  return { lang: language, dir: locale.dir === 'rtl' ? ('rtl' as const) : ('ltr' as const) };
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
      {verdict.kind === 'same' ? (
        // As long as what stood here: the page itself says whose list it is, and that was compared.
        <p>
          {t('change.edition', { edition: head.edition })} · {date}
        </p>
      ) : (
        <p>{t('page.list', { edition: head.edition, date, name: plain(head.guide.publisher.name) })}</p>
      )}
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
