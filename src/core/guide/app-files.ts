// The `app.json` target: the app's own files by hash, so that what an origin serves can be compared with what was signed.
import { parseJson } from '../json.ts';
import { integer, list, object, type Read, readShape, text } from '../shape.ts';
import { sha256Reader } from './format/text.ts';

const maxBytes = 262_144;
const file = object({ path: text(200, /^[A-Za-z0-9._/-]+$/), sha256: sha256Reader, length: integer(0, 16_777_216) });
const appFiles = object({
  format: integer(1),
  /** The worker's address, versioned by its own hash. */
  worker: text(80, /^sw-[0-9a-f]{16,64}\.js$/),
  files: list(file, 1_000),
});
/** The app’s files, each with its hash and its length in bytes. */
export type AppFiles = Read<typeof appFiles>;

/** @param bytes app.json as signed: plain JSON. @throws AppError `format/…` */
export function parseAppFiles(bytes: Uint8Array): AppFiles {
  return readShape(appFiles, parseJson(bytes, maxBytes));
}
