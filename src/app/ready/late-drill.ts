// The bar while a drill is on, and the report of it.
import { latePart } from '../kit/late-part.tsx';

export const lateBar = latePart(() => import('./drill-bar.tsx').then(({ DrillBar }) => DrillBar));
export const lateReport = latePart(() => import('./drill-bar.tsx').then(({ DrillReport }) => DrillReport));
