// Which symbols of a ballot a line of text names: in any of their languages, in the words that people use for the same
// things, and as it sounds in the other script. For refusing, not for finding: short words have to be the same.

import type { BallotSymbol } from '../guide/symbols.ts';
import { likeness, type Sound, soundOf } from '../search/sound.ts';
import { foldedWords } from '../spelling/fold.ts';

/** What things are called in two languages, as words/asked/things.ts has it. */
export type Things = readonly (readonly [english: readonly string[], urdu: readonly string[]])[];

interface Name {
  readonly words: readonly string[];
  readonly sounds: readonly Sound[];
  /** Of the symbols that are called so. */
  readonly codes: ReadonlySet<string>;
}

/** Names of symbols that can be found in a text. */
export interface SymbolNames {
  /** Each name that stands in a text, as the codes of the symbols that it may mean. */
  namedIn(text: string): readonly ReadonlySet<string>[];
}

const mostWords = 4;
const leastLikeness = 0.9;
/** Letters of a word from which on it may only sound alike: in one script, and from one to the other. */
const leastSame = 5;
const leastAcross = 4;

/** Reads the names once; asking is quick then. */
export function openSymbolNames(symbols: Iterable<BallotSymbol>, things: Things): SymbolNames {
  const byBones = new Map<string, Name[]>();
  for (const [key, codes] of codesByName(symbols, things)) {
    const words = key.split(' ');
    const sounds = words.map(soundOf);
    const bones = bonesOf(sounds);
    byBones.set(bones, [...(byBones.get(bones) ?? []), { words, sounds, codes }]);
  }
  return {
    namedIn(text) {
      const words = foldedWords(text);
      const sounds = words.map(soundOf);
      const found: ReadonlySet<string>[] = [];
      for (let from = 0; from < words.length; from++) {
        for (let to = from + 1; to <= Math.min(words.length, from + mostWords); to++) {
          const part = { words: words.slice(from, to), sounds: sounds.slice(from, to) };
          const names = (byBones.get(bonesOf(part.sounds)) ?? []).filter((name) => isNamed(part, name));
          if (names.length > 0) found.push(new Set(names.flatMap(({ codes }) => [...codes])));
        }
      }
      return found;
    },
  };
}

/** Folded names, with what the same things are also called. */
function codesByName(symbols: Iterable<BallotSymbol>, things: Things): ReadonlyMap<string, ReadonlySet<string>> {
  const also = new Map<string, string[]>();
  for (const thing of things) {
    const names = thing.flat().map(folded);
    for (const name of names) also.set(name, [...(also.get(name) ?? []), ...names]);
  }
  const found = new Map<string, Set<string>>();
  for (const { code, name } of symbols) {
    for (const own of Object.values(name).map(folded)) {
      for (const each of [own, ...(also.get(own) ?? [])]) {
        if (each === '') continue;
        // English hangs one letter behind where there are several.
        for (const form of [each, `${each}s`]) found.set(form, (found.get(form) ?? new Set()).add(code));
      }
    }
  }
  return found;
}

function folded(text: string): string {
  return foldedWords(text).join(' ');
}

function bonesOf(sounds: readonly Sound[]): string {
  return sounds.map(({ bones }) => bones).join(' ');
}

function isNamed(part: Omit<Name, 'codes'>, name: Name): boolean {
  return part.words.every((word, i) => {
    const its = name.words[i] ?? '';
    const [sound, itsSound] = [part.sounds[i], name.sounds[i]];
    if (word === its) return true;
    if (!sound || !itsSound || likeness(sound, itsSound) < leastLikeness) return false;
    if (sound.isArabic === itsSound.isArabic) return Math.min(word.length, its.length) >= leastSame;
    return (sound.isArabic ? its : word).length >= leastAcross;
  });
}
