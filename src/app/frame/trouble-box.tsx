// What went wrong in words, what is still here, and what to do: never the end of the road.

import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import kit from '../kit/tiles.module.css';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { HopOffer } from '../sources/hop-offer.tsx';
import { getState, setState } from '../world.ts';
import { retry } from './retry.ts';

/** What another address may mend, or explain. */
const isOfMirrors = (code: string): boolean => /^(source|trust|format)\//.test(code);

export function TroubleBox({ canClose = true }: { readonly canClose?: boolean }) {
  const { trouble, words, head, place } = getState();
  if (!trouble) return null;
  const hasSources = isOfMirrors(trouble.code) && place.screen !== 'sources';
  return (
    <Box tone={trouble.code.startsWith('trust/') ? 'bad' : 'old'} title={words.failure(trouble.code)} isAlert>
      <span>{t(head ? 'trouble.kept' : 'trouble.nothing')}</span>
      <div class={kit.tiles}>
        <Button icon="saving" label={t('trouble.again')} onPress={() => void retry()} />
        {hasSources && <Button icon="globe" label={t('sources.list')} onPress={() => void go({ screen: 'sources' })} />}
        <HopOffer />
        {canClose && <Button icon="close" label={t('trouble.close')} onPress={() => setState({ trouble: null })} />}
      </div>
    </Box>
  );
}
