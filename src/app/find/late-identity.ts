// Hardly anybody types an identity number on the pad: what is said of it comes when somebody does.
import { latePart } from '../kit/late-part.tsx';

export const lateIdentity = latePart(() => import('./identity-box.tsx').then(({ IdentityBox }) => IdentityBox));
