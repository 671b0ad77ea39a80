// What the voter met of another guide's fingerprint: another phone's code, a poster's link that was scanned, or the link
// that opened this page. As a text it lies in the tab's history beside the screen that tells of it.
import { type CompareCode, encodeCompareCode, readCompareCode } from '../../core/compare/compare-code.ts';
import { readInstallLink } from '../../core/compare/install-link.ts';

/** `link`: it opened this page, so nobody compared anything by it. */
export type Meeting =
  | ({ readonly kind: 'phone' } & CompareCode)
  | {
      readonly kind: 'poster' | 'link';
      /** The first 16 to 64 hex digits of a guide's id. */
      readonly guide: string;
      /** The rest of the link's fragment: "#/seat/NA-130". */
      readonly hash: string;
      /** Of a scanned link: what stands before its `#`. Nobody asks it before the voter says so. */
      readonly address?: string;
    };

const maxText = 1_000;

/** A text that was scanned or pasted: a phone's code, or a poster's link of any host; null where it is neither. */
export function meetingInText(text: string): Meeting | null {
  if (text.length > maxText) return null;
  const code = readCompareCode(text);
  if (code) return { kind: 'phone', ...code };
  const [, address, hash] = /(https?:\/\/[^\s#]+)?(#\/\S*)/.exec(text) ?? [];
  return hash === undefined ? null : meetingByHash('poster', hash, address);
}

/** The link that opened this page; null where it names no fingerprint. */
export function meetingByHash(kind: 'poster' | 'link', hash: string, address?: string): Meeting | null {
  const link = readInstallLink(hash);
  return link && { kind, guide: link.fingerprint, hash: link.hash, ...(address !== undefined && { address }) };
}

/** As the tab's history keeps it. */
export function encodeMeeting(meeting: Meeting): string {
  if (meeting.kind === 'phone') return encodeCompareCode(meeting);
  const address = meeting.address === undefined ? '' : ` ${meeting.address}`;
  return `${meeting.kind} ${meeting.hash}/root/${meeting.guide}${address}`;
}

/** Reads what the tab's history keeps; null where it is nothing of ours. */
export function readMeeting(text: string): Meeting | null {
  if (text.length > maxText) return null;
  const code = readCompareCode(text);
  if (code) return { kind: 'phone', ...code };
  const [, kind, hash = '', address] = /^(poster|link) (\S+)(?: (https?:\/\/[^\s#]+))?$/.exec(text) ?? [];
  return kind === 'poster' || kind === 'link' ? meetingByHash(kind, hash, address) : null;
}
