// From the seat on the screen to a picture that can be passed on: from what is held and was verified, and nothing of the
// voter but the seats that are its content.

import { installLink } from '../../core/compare/install-link.ts';
import { clockFloor } from '../../core/guide/meaning/age.ts';
import { readBlob } from '../../core/held/held.ts';
import { slipAddress } from '../../core/slip/slip-address.ts';
import { readKeptSlipBytes } from '../../core/slip/take-slip.ts';
import { cardPictures } from '../../paper/card/card-pictures.ts';
import { type CardSubject, cardSubject } from '../../paper/card/card-subject.ts';
import { type CardLayout, type CodeText, cardSizes, pictureCard } from '../../paper/card/picture-card.ts';
import { pictureFonts } from '../../paper/card/picture-text.ts';
import { isOverruled } from '../candidate/candidate-sign.ts';
import type { GivenFile } from '../give/share-file.ts';
import { regionSign } from '../held/region-sign.ts';
import { shownBallot } from '../seat/shown-ballot.ts';
import { type KnownBallot, voterBallots } from '../seat/voter-ballots.ts';
import { slipOptions } from '../slip/kept-slips.ts';
import { getState, getWorld } from '../world.ts';
import { cardAddress, shownAddress } from './card-address.ts';
import { drawPng, openMeasure } from './draw-png.ts';

/** A ballot with what a picture may show of it. */
export interface AskedPanel extends KnownBallot {
  readonly subject: CardSubject;
}

/** The ballots that a picture is asked for, the one on the screen first. */
export function askedPanels(): readonly AskedPanel[] {
  const { place, regions } = getState();
  const shown = shownBallot();
  if (!shown) return [];
  const others = voterBallots(place.seats, regions.values()).known;
  const isOne = !others.some(({ card }) => card.contest.id === place.contest);
  const chosen = place.page === 'all' ? null : (shown.card.candidates[place.row] ?? null);
  return (isOne ? [shown] : [shown, ...others.filter(({ card }) => card.contest.id !== place.contest)])
    .filter(({ held }) => regionSign(held).symbols !== 'never')
    .map((ballot) => ({
      ...ballot,
      subject: subjectOf(ballot, ballot.card.contest.id === place.contest ? chosen : null),
    }));
}

/** A symbol that the voter opened at their own risk is not shown to others: the sign decides, not the tap. */
function subjectOf({ card, held }: KnownBallot, chosen: KnownBallot['card']['candidates'][number] | null): CardSubject {
  return cardSubject(card, {
    chosen,
    areSymbolsShown: regionSign(held).symbols === 'shown',
    isOverruled: (candidate) => isOverruled(card.contest.id, candidate),
  });
}

/** Which of them a layout has room for. */
export function panelsOf(layout: CardLayout, panels: readonly AskedPanel[]): readonly AskedPanel[] {
  return layout === 'strip' ? panels.slice(0, 3) : panels.slice(0, 1);
}

/**
 * @param panels those of the layout; at least one
 * @param ownLine as core/message/own-line let it through; null for nothing
 * @returns null where this browser draws no pictures
 */
export async function makeCard(
  layout: CardLayout,
  panels: readonly AskedPanel[],
  ownLine: string | null,
): Promise<GivenFile | null> {
  const { words } = getState();
  const { vault, now } = getWorld();
  // Regions may be of different editions: the picture is as old as the oldest of them.
  const oldest = panels.reduce((a, b) => (b.held.head.edition < a.held.head.edition ? b : a)).held.head;
  const { guide, edition, issued } = oldest;
  const address = cardAddress();
  const measure = openMeasure(pictureFonts);
  const svg = pictureCard({
    guide,
    words,
    layout,
    panels,
    edition,
    issued,
    isNotFinal: panels.some(isNotFinal),
    isOutOfDate: panels.some(({ held }) => regionSign(held).state === 'out-of-date'),
    now: clockFloor(now(), issued),
    codes: await codesOf(panels, address),
    shownAddress: address === null ? null : shownAddress(address),
    pictureOf: await cardPictures(panels, (blob) => readBlob(vault, blob)),
    ownLine,
    ...(measure && { widthOf: measure }),
  });
  const bytes = await drawPng(svg, cardSizes[layout]);
  const seats = panels.map(({ card }) => card.seat.code).join('-');
  return bytes && { name: `${seats}-edition-${edition}-${issued.slice(0, 10)}.png`, type: 'image/png', bytes };
}

function isNotFinal({ card, held }: AskedPanel): boolean {
  const { head } = held;
  const { symbolsFinal } = head.guide.election.calendar;
  // They are final by now: that the list is from before, it says instead of its symbols.
  if (regionSign(held).state === 'too-old') return false;
  const isEarly = symbolsFinal !== undefined && Date.parse(head.issued) < Date.parse(symbolsFinal);
  return isEarly || card.contest.state === 'symbols-not-final';
}

/** The newer signed slip of the seat where the phone keeps one, else where the app opens on it. */
async function codesOf(panels: readonly AskedPanel[], address: string | null): Promise<readonly CodeText[]> {
  const { vault, guideId } = getWorld();
  const [first] = panels;
  if (!first || address === null) return [];
  const seat = first.card.seat.code;
  const isNewer = getState().slips.some(({ contest }) => contest === seat);
  const slip = isNewer ? await readKeptSlipBytes(vault, slipOptions(), seat) : null;
  const link: CodeText = { kind: 'link', text: installLink(address, guideId, seat) };
  return slip ? [{ kind: 'slip', text: slipAddress(address, slip) }, link] : [link];
}
