// What is new on a card: loaded before the card is drawn, where an edition changed something that this phone held.
import { latePart } from '../kit/late-part.tsx';

export const lateChangeBox = latePart(() => import('./change-box.tsx').then(({ ChangeBox }) => ChangeBox));
