// A slip: one seat's list as so few bytes that one printed QR code holds it, with the signatures of the role that owns
// the seat. This is its form and nothing else; signatures are verify-slip.ts. Layout in docs/decisions (slips).
import { deflateSync } from 'fflate';
import { concatBytes, decodeHex, decodeUtf8, encodeHex, encodeUtf8 } from '../bytes.ts';
import { inflate } from '../encoding/inflate.ts';
import { AppError } from '../errors.ts';
import { plainText } from '../guide/format/plain-text.ts';
import { languagePattern, type Text } from '../guide/format/text.ts';
import { decodeSlipText, encodeSlipText, fullName, smallName } from './slip-text.ts';

/** A candidate on a slip, in ballot order. */
export interface SlipCandidate {
  readonly serial: number;
  readonly name: Text;
  /** The ballot symbol's code on the chart; null where there is none. */
  readonly symbol: string | null;
  readonly isWithdrawn: boolean;
}

/** One seat’s list, as a slip says it. */
export interface Slip {
  /** The first 8 bytes of the guide's id, as 16 hex digits. */
  readonly guide: string;
  readonly edition: number;
  /** The day on which that edition was issued, "2027-01-25". */
  readonly issued: string;
  readonly contest: string;
  /** Symbols may still change. */
  readonly isNotFinal: boolean;
  /** More names are on the ballot. */
  readonly isIncomplete: boolean;
  /** Set on a correction: slips of that edition and of older ones are void for this seat. */
  readonly voids: number | null;
  /** Of the names, the guide's main one first. */
  readonly languages: readonly string[];
  readonly candidates: readonly SlipCandidate[];
  /** Root metadata that a phone may lack, oldest first, as received. */
  readonly roots: readonly Uint8Array[];
}

/** A slip as it was read: what is signed, and by how many it says it is. */
export interface ParsedSlip {
  readonly slip: Slip;
  /** Header and content: what the signatures are over, behind the guide's whole id. */
  readonly signed: Uint8Array;
  /** 64 bytes each. */
  readonly signatures: readonly Uint8Array[];
}

const format = 1;
const headerBytes = 16;
const signatureBytes = 64;
/** The header has three bits for their number. */
export const maxSlipSignatures = 7;
/** A code of version 40-L holds 2,953 characters of an address. */
export const maxSlipBytes = 2_200;
const maxContentBytes = 65_536;
const maxCandidates = 1_000;
const maxLanguages = 20;
const flags = { notFinal: 1, incomplete: 2, correction: 4 } as const;
const firstDay = Date.UTC(2020, 0, 1);
const dayMs = 86_400_000;
const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * What is to be signed: header and content.
 * @param signatures how many there will be
 * @throws AppError `format/shape` for what a slip cannot say
 */
export function encodeSlip(slip: Slip, signatures: number): Uint8Array {
  const header = new Uint8Array(headerBytes);
  const view = new DataView(header.buffer);
  if (signatures < 1 || signatures > maxSlipSignatures)
    throw new AppError('format/shape', { want: '1 to 7 signatures' });
  header[0] = format;
  header[1] =
    (slip.isNotFinal ? flags.notFinal : 0) |
    (slip.isIncomplete ? flags.incomplete : 0) |
    (slip.voids === null ? 0 : flags.correction) |
    (signatures << 5);
  header.set(decodeHex(slip.guide), 2);
  view.setUint32(10, slip.edition);
  view.setUint16(14, Math.floor((Date.parse(`${slip.issued}T00:00:00Z`) - firstDay) / dayMs));
  const content = encodeSlipText([...columnsOf(slip), ...slip.roots.map(decodeUtf8)].join('\f'));
  return concatBytes(header, deflateSync(content, { level: 9, mem: 8 }));
}

/** How long a slip is with so many signatures. */
export function slipBytes(signed: Uint8Array, signatures: number): number {
  return signed.length + signatures * signatureBytes;
}

/** A signed slip as one byte string. */
export function joinSlip(signed: Uint8Array, signatures: readonly Uint8Array[]): Uint8Array {
  return concatBytes(signed, ...signatures);
}

/** Columns deflate better than rows: what it is, where serial numbers are not the next ones, symbols, names by language. */
function columnsOf({ contest, voids, languages, candidates }: Slip): readonly string[] {
  let before = 0;
  const marks = candidates.map(({ serial, isWithdrawn }) => {
    const number = serial === before + 1 ? '' : String(serial);
    before = serial;
    return `${number}${isWithdrawn ? '-' : ''}`;
  });
  return [
    [contest, languages.join(), candidates.length, ...(voids === null ? [] : [voids])].join('\n'),
    marks.some((mark) => mark !== '') ? marks.join('\n') : '',
    candidates.map(({ symbol }) => symbol ?? '').join('\n'),
    ...languages.map((language) => candidates.map(({ name }) => smallName(plain(name[language] ?? ''))).join('\n')),
  ];
}

/** The marks that divide a slip are none of a name. */
function plain(name: string): string {
  return name.replace(/[\n\f]+/g, ' ');
}

/**
 * Reads a slip; nothing of it is verified yet.
 * @throws AppError `format/too-long`, `format/shape`, `format/inflate`, `format/newer-app-needed`
 */
export function parseSlip(bytes: Uint8Array): ParsedSlip {
  if (bytes.length > maxSlipBytes) throw new AppError('format/too-long', { got: bytes.length, want: maxSlipBytes });
  const flagBits = bytes[1] ?? 0;
  const count = flagBits >> 5;
  const end = bytes.length - count * signatureBytes;
  if (end <= headerBytes || count < 1) throw refused('a whole slip');
  if (bytes[0] !== format) throw new AppError('format/newer-app-needed', { got: bytes[0] ?? 0 });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const columns = decodeSlipText(inflate(bytes.subarray(headerBytes, end), maxContentBytes)).split('\f');
  const edition = view.getUint32(10);
  if (edition < 1) throw refused('an edition');
  const { roots, ...read } = readColumns(columns, (flagBits & flags.correction) !== 0);
  if (read.voids !== null && read.voids >= edition) throw refused('a correction of an older edition');
  return {
    slip: {
      guide: encodeHex(bytes.subarray(2, 10)),
      edition,
      issued: new Date(firstDay + view.getUint16(14) * dayMs).toISOString().slice(0, 10),
      isNotFinal: (flagBits & flags.notFinal) !== 0,
      isIncomplete: (flagBits & flags.incomplete) !== 0,
      ...read,
      roots: roots.map(encodeUtf8),
    },
    signed: bytes.slice(0, end),
    signatures: Array.from({ length: count }, (_, i) =>
      bytes.slice(end + i * signatureBytes, end + (i + 1) * signatureBytes),
    ),
  };
}

type Columns = Pick<Slip, 'contest' | 'voids' | 'languages' | 'candidates'> & { readonly roots: readonly string[] };

function readColumns(columns: readonly string[], isCorrection: boolean): Columns {
  const [head = '', marks = '', symbols = '', ...rest] = columns;
  const [contest = '', spoken = '', rows = '', voided, ...more] = head.split('\n');
  const languages = spoken.split(',');
  const isKnown =
    idPattern.test(contest) && languages.length <= maxLanguages && languages.every((tag) => languagePattern.test(tag));
  if (!isKnown || more.length > 0 || (voided !== undefined) !== isCorrection) throw refused('a contest');
  const count = rows === '0' ? 0 : numberOf(rows);
  if (count > maxCandidates) throw refused(`at most ${maxCandidates} candidates`);
  const names = languages.map((_, i) => linesOf(rest[i], count));
  const codes = linesOf(symbols, count);
  const serials = marks === '' ? codes.map(() => '') : linesOf(marks, count);
  let before = 0;
  const candidates = codes.map((code, row) => {
    const texts = names.map((column) => column[row] as string);
    const candidate = readCandidate(serials[row] as string, code, languages, texts, before);
    before = candidate.serial;
    return candidate;
  });
  const voids = voided === undefined ? null : numberOf(voided);
  return { contest, voids, languages, candidates, roots: rest.slice(languages.length) };
}

function linesOf(column: string | undefined, count: number): readonly string[] {
  const lines = column === '' && count === 0 ? [] : (column?.split('\n') ?? []);
  if (lines.length !== count) throw refused(`${count} lines`);
  return lines;
}

function readCandidate(
  mark: string,
  symbol: string,
  languages: readonly string[],
  names: readonly string[],
  before: number,
): SlipCandidate {
  const isWithdrawn = mark.endsWith('-');
  const number = isWithdrawn ? mark.slice(0, -1) : mark;
  if (names.some((each) => each.length > 201) || (symbol !== '' && !idPattern.test(symbol)))
    throw refused('a candidate');
  const name: Record<string, string> = {};
  languages.forEach((language, i) => {
    const text = plainText(fullName(names[i] as string));
    if (text !== '') name[language] = text;
  });
  return { serial: number === '' ? before + 1 : numberOf(number), name, symbol: symbol || null, isWithdrawn };
}

function numberOf(text: string): number {
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw refused('a number');
  return Number(text);
}

function refused(want: string): AppError {
  return new AppError('format/shape', { want });
}
