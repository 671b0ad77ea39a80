// A newer slip on a seat's card: loaded with the slips themselves, where there are any.
import { latePart } from '../kit/late-part.tsx';

export const lateSlipBox = latePart(() => import('./slip-box.tsx').then(({ SlipBox }) => SlipBox));
