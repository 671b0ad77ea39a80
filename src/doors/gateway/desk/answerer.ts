// Who answers: the core's rules over one edition, with a lexicon for each language that the gateway speaks.
import { answer } from '../../../core/answer/answer.ts';
import { openAskedGuide } from '../../../core/answer/asked-guide.ts';
import { openLexicon } from '../../../words/asked/lexicon.ts';
import { things } from '../../../words/asked/things.ts';
import type { EditionContent } from './edition.ts';
import type { Voice } from './voice.ts';

/** What was answered. */
export interface Answered {
  readonly kind: 'seat' | 'choose' | 'candidate' | 'place' | 'bring' | 'when' | 'notice' | 'greeting' | 'unknown';
  /** Codes of the seats that it is about, or to choose from. */
  readonly seats: readonly string[];
  /** Who it names as the answer. */
  readonly candidates: readonly { readonly seat: string; readonly serial: number }[];
  /** Whether what was asked ("is it true that …") agrees with the list; null where nothing was claimed. */
  readonly holds: boolean | null;
  /** What the publisher has said of a copy that the question names; "" where it names none. */
  readonly warning: string;
  /** All of it in words, a line for each thing. */
  readonly text: string;
}

/** @param language one that the gateway speaks */
export type Answerer = (question: string, language: string, now: Date) => Answered;

/** Makes an edition answer. */
export function openAnswerer(content: EditionContent, voices: ReadonlyMap<string, Voice>): Answerer {
  const { head, shards, places, search, events, guideId } = content;
  const own = { guideIds: [guideId], addresses: [] };
  const asked = openAskedGuide({ ...head, shards, places, search, events, own }, things);
  const lexicons = new Map([...voices].map(([tag, { words }]) => [tag, openLexicon(words, head.guide.languages)]));
  return (question, language, now) => {
    const lexicon = lexicons.get(language);
    if (!lexicon) throw new TypeError(`no lexicon of ${language}`);
    // A gateway has no place on the map: where the guide tells no offset, its own clock counts.
    return answer(asked, question, lexicon, { now, deviceOffset: -now.getTimezoneOffset() });
  };
}
