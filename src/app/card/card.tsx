// A seat as a picture for chats and statuses: drawn on this phone, looked at, sent. What is in it stands beside it; the
// sender's own line stays visibly apart from what the list says.
import { useState } from 'preact/hooks';
import type { CardLayout } from '../../paper/card/picture-card.ts';
import { formatDay } from '../../words/dates.ts';
import { canShareFile, type GivenFile, type Shared, saveGivenFile, shareFile } from '../give/share-file.ts';
import { regionSign } from '../held/region-sign.ts';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import sheet from '../kit/sheet.module.css';
import { go } from '../navigate.ts';
import { plain, t } from '../say.ts';
import { shownBallot } from '../seat/shown-ballot.ts';
import { WaitForSeat } from '../seat/wait-for-seat.tsx';
import { getState } from '../world.ts';
import styles from './card.module.css';
import { LayoutChoice } from './layout-choice.tsx';
import { type AskedPanel, askedPanels, panelsOf } from './make-card.ts';
import { drawnLine, OwnLineField } from './own-line-field.tsx';
import { SmsPart } from './sms-part.tsx';
import { useCard } from './use-card.ts';

export function CardScreen() {
  const ballot = shownBallot();
  if (!ballot) return <WaitForSeat />;
  const panels = askedPanels();
  const sign = regionSign(ballot.held);
  const [first] = panels;
  return (
    <>
      <h1 tabIndex={-1}>{t('card.title')}</h1>
      {sign.tone === 'bad' && (
        <Box tone="bad" title={t(sign.word)}>
          <span>{t(first ? 'card.no-symbol' : 'card.none')}</span>
        </Box>
      )}
      {sign.tone === 'bad' && (
        <Button icon="file" label={t('take.title')} onPress={() => void go({ screen: 'take' })} />
      )}
      {first?.card.contest.id === ballot.card.contest.id && <Maker panels={panels} first={first} />}
    </>
  );
}

interface MakerProps {
  readonly panels: readonly AskedPanel[];
  readonly first: AskedPanel;
}

function Maker({ panels, first }: MakerProps) {
  const [layout, setLayout] = useState<CardLayout>('status');
  const [typed, setTyped] = useState('');
  const [shared, setShared] = useState<Shared | null>(null);
  const own = drawnLine(typed, panelsOf(layout, panels));
  const card = useCard(layout, panelsOf(layout, panels), own.fault === null && own.text !== '' ? own.text : null);
  const canSend = shared !== 'refused' && (card.file === null || canShareFile(card.file));
  const give = (hand: (file: GivenFile) => void): void => {
    const file = card.bring();
    if (file instanceof Promise) void file.then((made) => made && hand(made));
    else if (file) hand(file);
  };
  const send = (): void => give((file) => void shareFile(file).then(setShared));
  return (
    <>
      {card.address && (
        <img class={styles.card} src={card.address} alt={describe(layout, panels)} data-state={card.state} />
      )}
      {card.state === 'drawing' && <p role="status">{t('card.drawing')}</p>}
      {card.state === 'cannot' && <Box tone="old" title={t('card.cannot')} isAlert />}
      {card.state !== 'cannot' && (
        <div class={sheet.list}>
          {canSend && <Button icon="give" label={t('give.send')} kind="main" onPress={send} />}
          {shared === 'refused' && <Box tone="note" title={t('give.refused')} isAlert />}
          <Button
            icon="saving"
            label={t('card.save')}
            kind={canSend ? 'plain' : 'main'}
            onPress={() => give(saveGivenFile)}
          />
        </div>
      )}
      <WhatIsIn file={card.file} panels={panelsOf(layout, panels)} />
      <LayoutChoice layout={layout} hasSeveral={panels.length > 1} onChoose={setLayout} />
      <OwnLineField typed={typed} fault={own.fault} onType={setTyped} />
      <SmsPart panel={first} />
    </>
  );
}

/** All that goes out, and that nothing else does. */
function WhatIsIn({ file, panels }: { readonly file: GivenFile | null; readonly panels: readonly AskedPanel[] }) {
  const { words } = getState();
  const head = panels[0]?.held.head;
  if (!head) return null;
  const date = formatDay(words, head.issued);
  return (
    <p class={styles.soft}>
      {t('card.what', { name: plain(head.guide.publisher.name), date })}
      {file && (
        <>
          {' '}
          <bdi dir="ltr">{file.name}</bdi> · {t('give.size', { n: Math.ceil(file.bytes.length / 1000) })}
        </>
      )}
    </p>
  );
}

/** For who does not see it. */
function describe(layout: CardLayout, panels: readonly AskedPanel[]): string {
  return panelsOf(layout, panels)
    .map(({ card, subject }) => {
      const who = subject.kind === 'one' ? [plain(subject.candidate.name), plain(subject.candidate.symbol?.name)] : [];
      return [t('card.picture', { seat: card.seat.code }), ...who].filter((each) => each !== '').join(', ');
    })
    .join('; ');
}
