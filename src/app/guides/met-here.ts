// Copies that the publisher in use has named, met on this phone. Only the notices of the guide in use count: what another
// guide's publisher wrote marks nothing here. The app's own guide is nobody's copy, whichever guide is in use.
import { type Encounter, type Met, metCounterfeits, type OwnGuide } from '../../core/guide/meaning/counterfeits.ts';
import { getState, getWorld } from '../world.ts';

/** What no notice may mark. */
export function ownGuides(): OwnGuide {
  const { own, guideId, pageUrl } = getWorld();
  const mirrors = getState().head?.guide.mirrors ?? [];
  return { guideIds: [guideId, own.guideId], addresses: [pageUrl, ...mirrors.map(({ url }) => url)] };
}

/** What the publisher in use says of something that was met. */
export function metHere(encounter: Encounter): readonly Met[] {
  return metCounterfeits(getState().head?.notices ?? [], encounter, ownGuides());
}

/** Whether a notice of the publisher in use names a picture: without one none has to be looked at. */
export function isPictureNamed(): boolean {
  const notices = getState().head?.notices ?? [];
  return notices.some(({ counterfeit }) => (counterfeit?.sha256 ?? counterfeit?.print) !== undefined);
}
