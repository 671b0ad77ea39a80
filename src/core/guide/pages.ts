// The `pages` and `notices` targets: guidance, and what changed.
import { integer, list, object, oneOf, type Read, type Reader, readShape, text } from '../shape.ts';
import { type Blob, blobReader } from './format/blob.ts';
import { type Packed, unpackJson } from './format/pack.ts';
import { idReader, instantReader, multilingual, regionIdReader, sha256Reader } from './format/text.ts';

const title = multilingual(200);
const prose = multilingual(4_000);

const step = object({ text: prose }, { picture: blobReader, sound: blobReader });
const page = object(
  {
    id: idReader,
    /** Where the app puts it: how to vote, what to bring, when something is wrong, anything else. */
    kind: oneOf('steps', 'bring', 'help', 'other'),
    title,
    steps: list(step, 30),
  },
  { sound: blobReader },
);
/** A page of guidance, in steps. */
export type Page = Read<typeof page>;
/** One step of a page. */
export type PageStep = Page['steps'][number];

/** @param bytes the `pages` target as signed. @throws AppError `format/…` */
export function parsePages(bytes: Packed): readonly Page[] {
  return readShape(object({ pages: list(page, 200) }), unpackJson(bytes)).pages;
}

/** How a picture looks, as picture-print writes it. */
export const printPattern: RegExp = /^[0-9a-f]{256}$/;

/** A copy that the publisher has met, by whatever it can be known. */
const counterfeit = object(
  {},
  {
    /** A site, or a part of one: "copy.example/guide". */
    link: text(500),
    /** Another guide's id. */
    fingerprint: sha256Reader,
    /** A picture's bytes. */
    sha256: sha256Reader,
    /** How a picture looks: picture-print. */
    print: text(256, printPattern),
    /** A message as it goes round, in each language in which it does. */
    words: prose,
  },
);
const notice = object(
  {
    id: idReader,
    kind: oneOf('correction', 'rumour', 'station-moved', 'counterfeit', 'over', 'information'),
    at: instantReader,
    title,
  },
  {
    text: prose,
    contest: idReader,
    serial: integer(1, 100_000),
    regions: list(regionIdReader, 5_000),
    was: prose,
    is: prose,
    reason: prose,
    order: prose,
    signedBy: title,
    counterfeit,
  },
);
/** For who checks notices one at a time. */
export const noticeReader: Reader<Notice> = notice;
/** What the publisher says that changed, or warns of. */
export type Notice = Read<typeof notice>;

/** @param bytes the `notices` target as signed. @throws AppError `format/…` */
export function parseNotices(bytes: Packed): readonly Notice[] {
  return readShape(object({ notices: list(notice, 5_000) }), unpackJson(bytes)).notices;
}

/** Every picture that the pages need; sounds come when somebody asks for them. */
export function pagePictures(pages: readonly Page[]): readonly Blob[] {
  return pages.flatMap(({ steps }) => steps.flatMap(({ picture }) => picture ?? []));
}
