// Words that stand around what is asked for: "who", "is", "seat", "candidate". They find nothing by themselves.
import { likeness, soundOf } from './sound.ts';

/** Words around a name: whoever asks in sentences writes them, and they find nothing. */
const smallWords = new Set(
  (
    'a an the of in at on for from to is are who what which where my and or me ' +
    'ka ki ke ko se mein main hai hain kon kaun konsa kya kahan wala wale wali sahib saheb janab ' +
    'seat halqa halka hulqa constituency candidate candidates umeedwar umidwar no number nambar num numbr ' +
    'symbol nishan neshan intekhabi intikhabi election vote cum ' +
    'کا کی کے کو سے میں ہے ہیں کون کیا کہاں اور والا والے والی صاحب جناب ' +
    'حلقہ حلقے سیٹ نمبر امیدوار نشان انتخابی ووٹ الیکشن'
  )
    .split(' ')
    .map((word) => word.replace(/[ہھ]/g, 'ه').replace(/ے/g, 'ی').replace(/ں/g, 'ن')),
);
/** How much such a word says beside another. */
export const smallWeight = 0.08;

/** Whether it is one of them, letter by letter. */
export function isPlainSmallWord(word: string): boolean {
  return smallWords.has(word);
}

const leastHeard = 4;
const smallSounds = new Map(
  [...smallWords].filter(({ length }) => length >= leastHeard).map((word) => [word, soundOf(word)]),
);

/** Whether a word only stands around what is asked for, in any spelling. */
export function isSmallWord(word: string): boolean {
  if (smallWords.has(word)) return true;
  if (word.length < leastHeard) return false;
  const own = soundOf(word);
  return [...smallSounds.values()].some((each) => each.bones === own.bones && likeness(each, own) > 0.88);
}
