// Which guide is in use is said where there are several; what says it is loaded then, before the first screen is drawn.
import { latePart } from '../kit/late-part.tsx';

export const lateGuideLine = latePart(() => import('./guide-line.tsx').then(({ GuideLine }) => GuideLine));
