// Writes the `media` target: what src/core/guide/media.ts reads.
import { soundType } from '../../../core/sound-type.ts';
import { soundSeconds } from '../../check/files/sound-length.ts';
import type { ClipEntry, Content, MediaEntry } from '../../content/content.ts';
import type { ContentFiles, WireBlob } from '../content-files.ts';
import { encodeText } from './encode-text.ts';

/** The `media` target's JSON: the clips of guide.yaml, then those of media.csv. */
export function encodeMedia(content: Content, files: ContentFiles): object {
  const { guide, media } = content;
  return {
    clips: [
      ...guide.media.map((clip) => encodeClip(clip, files)),
      ...media.map((row) => encodeRow(row, content, files)),
    ],
  };
}

function encodeClip({ file, ...clip }: ClipEntry, files: ContentFiles): object {
  const blob = files.blob(file);
  return { ...clip, seconds: clip.seconds ?? secondsOf(blob, files), blob };
}

function encodeRow(row: MediaEntry, content: Content, files: ContentFiles): object {
  const { languages } = content.guide;
  const blob = files.blob(row.sound);
  const regions = row.regions.length > 0 ? row.regions : regionsOf(row, content);
  return {
    id: row.id,
    title: encodeText(row.title, languages),
    blob,
    synthetic: row.synthetic,
    voice: encodeText(row.voice, languages),
    ...(row.of !== null && { of: row.of }),
    ...(row.symbol !== null && { symbol: row.symbol }),
    ...(row.language !== null && { language: row.language }),
    seconds: secondsOf(blob, files),
    ...(regions.length > 0 && { regions }),
  };
}

/** A candidate's name and a seat's answer are wanted where the seat is. */
function regionsOf({ of }: MediaEntry, { regions }: Content): readonly string[] {
  const [kind, contest] = (of ?? '').split('/');
  if (kind !== 'candidate' && kind !== 'seat') return [];
  return regions.filter((each) => each.contest === contest).map(({ region }) => region);
}

/** Measured, whole seconds; undefined where the file does not tell. */
function secondsOf(blob: WireBlob | undefined, files: ContentFiles): number | undefined {
  const bytes = blob && files.bytes.get(blob[0]);
  const type = bytes && soundType(bytes);
  const seconds = bytes && type ? soundSeconds(bytes, type) : null;
  return seconds === null ? undefined : Math.max(1, Math.ceil(seconds));
}
