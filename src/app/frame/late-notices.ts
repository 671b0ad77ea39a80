// What is told above every screen is not here until there is something to tell.
import { latePart } from '../kit/late-part.tsx';

export const lateNotices = latePart(() => import('./bars/top-notices.tsx').then(({ TopNotices }) => TopNotices));
