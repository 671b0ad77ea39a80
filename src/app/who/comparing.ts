// Comparing fingerprints: this phone's code, what another phone or a poster showed, and whether the voter compared. The
// note says how it was compared, not when or with whom.

import {
  type CompareCode,
  type Comparison,
  compareGuides,
  encodeCompareCode,
} from '../../core/compare/compare-code.ts';
import { isAppError } from '../../core/errors.ts';
import { go } from '../navigate.ts';
import { readPlace } from '../routes.ts';
import { openSeat } from '../seat/open-seat.ts';
import { heldRootVersion } from '../sources/move-guide.ts';
import { getState, getWorld, setState } from '../world.ts';
import { encodeMeeting, type Meeting, meetingInText } from './meeting.ts';

const note = 'compared';
/** What the fingerprint was compared with. */
export type Compared = 'phone' | 'poster';

/** The text that another phone scans; null while nothing is held. */
export async function ownCode(): Promise<string | null> {
  const here = await hereNow();
  return here && encodeCompareCode(here);
}

async function hereNow(): Promise<CompareCode | null> {
  const { head } = getState();
  return head && { guide: getWorld().guideId, edition: head.newest.edition, root: await heldRootVersion() };
}

/**
 * Goes to what a scanned or pasted text says of a guide: another phone's code, or a poster's link.
 * @returns false where the text is neither
 */
export async function openMeeting(text: string): Promise<boolean> {
  const meeting = meetingInText(text);
  if (!meeting) return false;
  await go({ screen: 'compare', claim: encodeMeeting(meeting) });
  return true;
}

/** How what was met stands to what is here. A poster names no edition. */
export async function judgeMeeting(meeting: Meeting): Promise<Comparison> {
  const { guideId } = getWorld();
  if (meeting.kind !== 'phone') return guideId.startsWith(meeting.guide) ? 'same' : 'other';
  if (meeting.guide !== guideId) return 'other';
  const here = await hereNow();
  return here ? compareGuides(meeting, here) : 'newer';
}

/** Codes of the seats that a link leads to. */
export function seatsOfLink({ hash }: { readonly hash: string }): readonly string[] {
  return readPlace(hash, null).seats;
}

/** The voter goes on at this publisher: to the seat of the link, or to the first screen. */
export async function goOn(seats: readonly string[]): Promise<void> {
  const [seat] = seats;
  await (seat === undefined ? go({ screen: 'find' }) : openSeat(seat));
}

/** What the voter compared with; null where they did not. */
export async function readCompared(): Promise<Compared | null> {
  const kept = await getWorld().vault.readNote(note);
  return kept === 'phone' || kept === 'poster' ? kept : null;
}

/** Keeps that the voter compared, or with null that it does not count any more. @returns what is kept now */
export async function keepCompared(how: Compared | null): Promise<Compared | null> {
  try {
    await getWorld().vault.keepNote(note, how);
    return how;
  } catch (error) {
    if (!isAppError(error)) throw error;
    setState({ trouble: { code: error.code } });
    return readCompared();
  }
}
