// The bar while a drill is on.
import { latePart } from '../kit/late-part.tsx';

export const lateBar = latePart(() => import('./drill-bar.tsx').then(({ DrillBar }) => DrillBar));
