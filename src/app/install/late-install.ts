// What is said of the app itself comes after the answer.
import { latePart } from '../kit/late-part.tsx';

export const lateOffer = latePart(() => import('./install-offer.tsx').then(({ InstallOffer }) => InstallOffer));
export const lateUpdate = latePart(() => import('./update-box.tsx').then(({ UpdateBox }) => UpdateBox));

/** Keeps the app's own files, and looks at where they come from; what does that is not here yet where the network went away meanwhile. */
export async function keepShell(): Promise<void> {
  const part = await import('./shell.ts').catch(() => null);
  await part?.keepShell();
}
