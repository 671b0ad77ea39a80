// The sender's own line: what may stand in it, and why something may not.
import { useState } from 'preact/hooks';
import type { HeldHead } from '../../core/held/held.ts';
import { maxOwnLine, type OwnLine, type OwnLineFault, readOwnLine } from '../../core/message/own-line.ts';
import { openSymbolNames, type SymbolNames } from '../../core/message/symbol-names.ts';
import { things } from '../../words/asked/things.ts';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import sheet from '../kit/sheet.module.css';
import { t } from '../say.ts';
import { onOtherGuide } from '../world.ts';
import styles from './card.module.css';
import type { AskedPanel } from './make-card.ts';

/** The line as it would be drawn on a picture of these ballots, and what speaks against it. */
export function drawnLine(typed: string, panels: readonly AskedPanel[]): OwnLine {
  // Who stands alone on the picture may be named by the symbol; of a list, any name beside any symbol would pass for it.
  const shown = panels.flatMap(({ subject }) => (subject.kind === 'one' ? (subject.candidate.symbol?.code ?? []) : []));
  return readOwnLine(typed, namesOf(panels[0]?.held.head), panels.length === 1 ? shown : []);
}

let kept: { readonly head: HeldHead | undefined; readonly names: SymbolNames } | null = null;

/** Read once for an edition, and not with each letter. */
function namesOf(head: HeldHead | undefined): SymbolNames {
  if (kept?.head !== head || !kept) kept = { head, names: openSymbolNames(head?.symbols.values() ?? [], things) };
  return kept.names;
}

onOtherGuide(() => {
  kept = null;
});

interface OwnLineFieldProps {
  readonly typed: string;
  readonly fault: OwnLineFault | null;
  readonly onType: (typed: string) => void;
}

export function OwnLineField({ typed, fault, onType }: OwnLineFieldProps) {
  const [removed, setRemoved] = useState('');
  return (
    <section class={sheet.sheet}>
      <label class={sheet.label}>
        <b>{t('card.line')}</b>
        <span class={styles.soft}>{t('card.line-text')}</span>
        <input
          type="text"
          class={sheet.field}
          value={typed}
          maxLength={maxOwnLine}
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          aria-invalid={fault !== null}
          onInput={(event) => {
            setRemoved('');
            onType(event.currentTarget.value);
          }}
        />
      </label>
      {fault !== null && (
        <Box tone="old" title={t('card.line-left-out')} isAlert>
          <span>{t(`own.${fault}`)}</span>
        </Box>
      )}
      {typed !== '' && (
        <Button
          icon="erase"
          label={t('card.line-remove')}
          onPress={() => {
            setRemoved(typed);
            onType('');
          }}
        />
      )}
      {removed !== '' && (
        <Button
          icon="back"
          label={t('card.line-undo')}
          onPress={() => {
            setRemoved('');
            onType(removed);
          }}
        />
      )}
    </section>
  );
}
