// The first screen: a seat's number on large keys, and every seat that has it.

import { TroubleBox } from '../frame/trouble-box.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Icon } from '../kit/icon.tsx';
import { SeatButton } from '../list/seat-button.tsx';
import { go } from '../navigate.ts';
import { count, t } from '../say.ts';
import { mayTypeOn, openSeat, seatCodesFor } from '../seat/open-seat.ts';
import { getState } from '../world.ts';
import styles from './find.module.css';
import { lateIdentity } from './late-identity.ts';
import { SlipDrawing } from './slip-drawing.tsx';
import { eraseDigit, setTyped, typeDigit } from './type.ts';
import { Ways } from './ways.tsx';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

export function Find() {
  const { place, isIdentityTyped, trouble } = getState();
  const isAnother = place.seats.length > 0 && place.isAnother;
  const codes = seatCodesFor(place.typed).filter((code) => !isAnother || !place.seats.includes(code));
  const title = isAnother ? 'find.second' : 'find.title';
  return (
    <div class={styles.find}>
      <Ways />
      <h1 tabIndex={-1}>{t(codes.length > 1 ? 'find.yours' : title)}</h1>
      <Typed codes={codes} isAnother={isAnother} />
      <div class={styles.answers} aria-live="polite">
        {isIdentityTyped ? (
          <lateIdentity.Part otherwise={<p>{t('identity.title')}</p>} />
        ) : trouble ? (
          <TroubleBox />
        ) : (
          <Answers codes={codes} isAnother={isAnother} />
        )}
      </div>
      <Pad />
    </div>
  );
}

/** One number on every ballot that a guide may have. */
const maxAnswers = 50;

interface AnswersProps {
  readonly codes: readonly string[];
  readonly isAnother: boolean;
}

/** A field for whoever has keys of their own; the phone's keyboard stays away, since the pad is there. */
function Typed({ codes, isAnother }: AnswersProps) {
  const { place } = getState();
  const open = (key: string): void => {
    const [only] = codes;
    if (key === 'Enter' && codes.length === 1 && only !== undefined) void openSeat(only, isAnother);
  };
  return (
    <input
      class={styles.digits}
      aria-label={t(isAnother ? 'find.second' : 'find.title')}
      value={count(place.typed)}
      inputMode="none"
      autocomplete="off"
      spellcheck={false}
      dir="ltr"
      onInput={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => open(event.key)}
    />
  );
}

function Answers({ codes, isAnother }: AnswersProps) {
  const { place, head, work } = getState();
  if (place.typed === '') {
    return (
      <>
        <button
          type="button"
          class={`${styles.hint} ${styles.lead}`}
          onClick={() => void go({ screen: 'help', page: 'find' })}
        >
          <SlipDrawing />
          <span>{t('help.number-text')}</span>
          <Icon name="forward" />
        </button>
        {head?.hasEvents && !isAnother && (
          <div class={styles.more}>
            <Button icon="ride" label={t('events.title')} onPress={() => void go({ screen: 'events' })} />
          </div>
        )}
      </>
    );
  }
  if (codes.length === 0) {
    if (!head && work) return <p class={styles.hint}>{t('app.loading')}</p>;
    if (mayTypeOn(place.typed)) return <p class={styles.hint}>{t('find.go-on')}</p>;
    return (
      <Box tone="old" title={t('find.none', { number: place.typed })}>
        <span>{t('find.none-next')}</span>
      </Box>
    );
  }
  return (
    <div class={codes.length > 1 ? styles.tiles : undefined}>
      {codes.slice(0, maxAnswers).map((code) => (
        <SeatButton key={code} code={code} isAnother={isAnother} isTile={codes.length > 1} />
      ))}
    </div>
  );
}

/** Keys in the order of a telephone, in every language. */
function Pad() {
  return (
    <div class={styles.pad} dir="ltr">
      {keys.map((key) => (
        <button
          type="button"
          key={key}
          class={key === '0' ? `${styles.key} ${styles.zero}` : styles.key}
          onClick={() => typeDigit(key)}
        >
          {count(key)}
        </button>
      ))}
      <button type="button" class={`${styles.key} ${styles.erase}`} onClick={eraseDigit} aria-label={t('find.erase')}>
        <Icon name="erase" />
      </button>
    </div>
  );
}
