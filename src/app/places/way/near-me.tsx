// Asks the phone where it is, on a tap, and says in words what came of it. Whoever draws it holds the position, and
// forgets it with the screen.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Box } from '../../kit/box.tsx';
import { Button } from '../../kit/buttons/button.tsx';
import { t } from '../../say.ts';
import { askPosition, type Found, type PositionTrouble } from './position.ts';
import { sayDistance } from './way.tsx';

interface NearMeProps {
  readonly here: Found | null;
  readonly onFound: (here: Found | null) => void;
  /** What is looked for: a station may be near and not the voter's, an event is anybody's. */
  readonly what?: 'station' | 'event';
}

/** What is further off than this says little of which station is the nearest. */
const roughMetres = 500;

export function NearMe({ here, onFound, what = 'station' }: NearMeProps) {
  const isStation = what === 'station';
  const [step, setStep] = useState<'idle' | 'asking' | PositionTrouble>('idle');
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const ask = async (): Promise<void> => {
    setStep('asking');
    const answer = await askPosition();
    if (!isHere.current) return;
    setStep(typeof answer === 'string' ? answer : 'idle');
    if (typeof answer !== 'string') onFound(answer);
  };
  if (here) {
    return (
      <Box tone="note" title={t(isStation ? 'near.title' : 'events.near')}>
        <span>{t(isStation ? 'near.text' : 'events.near-text')}</span>
        {here.accuracy > roughMetres && <span>{t('near.rough', { distance: sayDistance(here.accuracy) })}</span>}
        <Button icon="close" label={t('near.stop')} onPress={() => onFound(null)} />
      </Box>
    );
  }
  if (step === 'asking') return <Box tone="note" title={t('near.asking')} isAlert />;
  return (
    <>
      {step !== 'idle' && (
        <Box tone="old" title={t(`near.${step}`)} isAlert>
          <span>{t(isStation ? `near.${step}-text` : 'events.near-none')}</span>
        </Box>
      )}
      {step !== 'absent' && <Button icon="pin" label={t('near.find')} onPress={() => void ask()} />}
      {step === 'idle' && <small>{t('near.private')}</small>}
    </>
  );
}
