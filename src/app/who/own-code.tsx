// The code that another phone scans to see whether it has the same publisher. It says nothing of the voter.
import { useEffect, useState } from 'preact/hooks';
import { Qr } from '../give/qr.tsx';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import { ownCode } from './comparing.ts';

export function OwnCode() {
  const [code, setCode] = useState<string | null>(null);
  const { installs } = getState();
  useEffect(() => void ownCode().then(setCode), [installs]);
  if (code === null) return null;
  return (
    <>
      <Qr text={code} label={t('compare.code-label')} />
      <p>{t('compare.code-text')}</p>
    </>
  );
}
