// Drawings of common things from two free icon sets, found by their English names: stand-ins until the official drawing is
// there. The sets are the publisher's alone; a drawing that is taken is copied into the guide.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parseJson } from '../../core/json.ts';
import { integer, object, readShape, record, text } from '../../core/shape.ts';
import { FaultError } from '../content/fault.ts';
import { slug } from '../import/text/clean-text.ts';

/** The one with more shapes of animals and things first. */
export const iconSets = [
  {
    id: 'fluent',
    from: 'Fluent Emoji High Contrast, Microsoft, MIT',
    link: 'https://github.com/microsoft/fluentui-emoji',
  },
  {
    id: 'mdi',
    from: 'Material Design Icons, Pictogrammers, Apache 2.0',
    link: 'https://pictogrammers.com/library/mdi/',
  },
] as const;
export type IconSet = (typeof iconSets)[number];

const maxSetBytes = 16_777_216;
const size = integer(1, 4_096);
const shape = object(
  {
    icons: record(/^[a-z0-9-]+$/, object({ body: text(200_000) }, { width: size, height: size }), 50_000),
  },
  { width: size, height: size },
);

export interface Icon {
  readonly set: IconSet;
  readonly name: string;
  /** A whole SVG. */
  readonly svg: string;
}

export interface IconFinder {
  /** By set and name: "mdi:kettle". */
  named(name: string): Icon | null;
  /** Whose name is this thing's; null where there is none, or where the word means several things. */
  forThing(english: string): Icon | null;
}

/** A picture of the wrong one would be worse than none: words of several meanings, and of firms in one of the sets. */
const severalMeanings = new Set(
  (
    'arrow bat block board bolt bow box can cap card chest club column crane date diamond drill fan file fly glass hand ' +
    'iron jack jam light lock mail match mouse mug nail nut orange palm pen pipe pitcher plane plant pole pool post pot ' +
    'press punch ring rock row ruler saw scale seal shell ship spade spring square stamp star stick table tablet tank tap ' +
    'tie top train trunk tube wave well ' +
    'android apple chrome docker edge opera origin plex ruby safari steam unity windows'
  ).split(' '),
);

/** @throws FaultError where the sets are not installed */
export async function openIconSets(): Promise<IconFinder> {
  const require = createRequire(import.meta.url);
  const fluent = await readSet(() => require.resolve('@iconify-json/fluent-emoji-high-contrast/icons.json'));
  const mdi = await readSet(() => require.resolve('@iconify-json/mdi/icons.json'));
  const sets = iconSets.map((set) => ({ set, icons: set.id === 'mdi' ? mdi : fluent }));
  const find = (set: IconSet, icons: Icons, name: string): Icon | null => {
    const svg = icons(name);
    return svg === null ? null : { set, name: `${set.id}:${name}`, svg };
  };
  return {
    named(full) {
      const [id, name = ''] = full.split(':', 2);
      const found = sets.find(({ set }) => set.id === id);
      return found ? find(found.set, found.icons, name) : null;
    },
    forThing(english) {
      for (const name of namesOf(english)) {
        if (severalMeanings.has(name)) continue;
        for (const { set, icons } of sets) {
          const icon = find(set, icons, name);
          if (icon) return icon;
        }
      }
      return null;
    },
  };
}

type Icons = (name: string) => string | null;

async function readSet(resolve: () => string): Promise<Icons> {
  const bytes = await Promise.resolve()
    .then(() => readFile(resolve()))
    .catch(() => null);
  if (!bytes) {
    const fix = 'run npm ci where this program is, or put drawings into pictures/ yourself';
    throw new FaultError([
      { severity: 'error', code: 'no-icons', file: 'node_modules', message: 'the icon sets are not installed', fix },
    ]);
  }
  const set = readShape(shape, parseJson(bytes, maxSetBytes));
  return (name) => {
    if (!Object.hasOwn(set.icons, name)) return null;
    const icon = set.icons[name];
    const width = icon?.width ?? set.width ?? 16;
    const height = icon?.height ?? set.height ?? 16;
    const body = (icon?.body ?? '').replaceAll('currentColor', '#1b1b1b');
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${body}</svg>\n`;
  };
}

/** As sets name things: "Aabshar (Water Fall)" is also "water fall" and "waterfall", "Keys" also "key". */
function namesOf(english: string): readonly string[] {
  const inside = /\(([^)]*)\)/.exec(english)?.[1] ?? '';
  const plain = [english.replace(/\([^)]*\)/g, ''), inside, english].flatMap((each) => slug(each) ?? []);
  const all = plain.flatMap((name) => [name, name.replaceAll('-', '')]);
  return [...new Set(all.flatMap((name) => [name, name.replace(/s$/, ''), `${name}s`]))];
}
