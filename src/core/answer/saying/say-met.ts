// What the publisher has said of what somebody was sent: always as the publisher's word, and beside the answer, never in its
// place.

import { pickText, type Text } from '../../guide/format/text.ts';
import { type Met, metCounterfeits } from '../../guide/meaning/counterfeits.ts';
import type { AskedGuide } from '../asked-guide.ts';
import type { Lexicon } from '../lexicon.ts';
import { lines } from './say.ts';

/** Copies that a text names or repeats; what the guide is made of itself is never among them. */
export function metIn({ content }: AskedGuide, text: string): readonly Met[] {
  const { guide, notices, own } = content;
  const mirrors = (guide.mirrors ?? []).map(({ url }) => url);
  const addresses = [...(own?.addresses ?? []), ...mirrors];
  return metCounterfeits(notices, { text }, { guideIds: own?.guideIds ?? [], addresses });
}

/** "⟨publisher⟩ says that this is a copy: …", a notice a line, with what it says below. */
export function sayMet({ content }: AskedGuide, met: readonly Met[], lexicon: Lexicon): string {
  const tell = (text: Text | undefined): string => pickText(text, lexicon.languages)?.text ?? '';
  const publisher = tell(content.guide.publisher.name);
  return lines(
    met.flatMap(({ notice, by }) => [
      lexicon.say(by === 'words' ? 'answer.known-message' : 'answer.copy', { publisher, title: tell(notice.title) }),
      tell(notice.text),
    ]),
  );
}
