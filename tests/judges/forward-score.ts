// How well the frozen messages are checked, by the rules of README.md.
import type { AskedGuide } from '../../src/core/answer/asked-guide.ts';
import type { Lexicon } from '../../src/core/answer/lexicon.ts';
import { checkForward } from '../../src/core/forward/check-forward.ts';
import { fold } from '../../src/core/spelling/fold.ts';

export interface Forward {
  readonly id: string;
  readonly text: string;
  readonly language: string;
  readonly truth: 'true' | 'altered' | 'newer';
  readonly alteration?: string;
  readonly seat: string;
  readonly candidate?: string;
  readonly symbol: string;
  readonly symbolNames: readonly string[];
}

export interface ForwardScore {
  /** True ones that are recognised. */
  readonly recognised: number;
  readonly trueOnes: number;
  /** Altered or newer ones that agree. */
  readonly agreeing: readonly string[];
  /** Newer ones that are called otherwise with no word of a newer list. */
  readonly silent: readonly string[];
  readonly misses: readonly string[];
  readonly words: readonly string[];
  readonly verdicts: Readonly<Record<string, number>>;
}

/** Checks everything. */
export function scoreForwards(
  asked: AskedGuide,
  messages: readonly Forward[],
  lexicons: Readonly<Record<string, Lexicon>>,
): ForwardScore {
  const agreeing: string[] = [];
  const silent: string[] = [];
  const misses: string[] = [];
  const words: string[] = [];
  const verdicts: Record<string, number> = {};
  let recognised = 0;
  for (const message of messages) {
    const { id, text, language, truth, seat, symbol, symbolNames } = message;
    const lexicon = lexicons[language === 'ur' ? 'ur' : 'en'] as Lexicon;
    const got = checkForward(asked, text, lexicon);
    const line = `${id} ${truth} ${message.alteration ?? ''} ${JSON.stringify(text)}: ${got.verdict} "${got.text.slice(0, 200).replace(/\n/g, ' | ')}"`;
    verdicts[`${truth} ${got.verdict}`] = (verdicts[`${truth} ${got.verdict}`] ?? 0) + 1;
    const isAgreeing = got.verdict === 'agrees';
    if (truth === 'true') {
      const names = got.claims.flatMap(({ standing }) => Object.values(standing.symbol?.name ?? {}));
      const isSymbol = [symbol, ...symbolNames].some((want) => names.some((own) => fold(own) === fold(want)));
      if (isAgreeing && got.seat !== null && fold(got.seat) === fold(seat) && isSymbol) recognised++;
      else misses.push(line);
    } else if (isAgreeing) agreeing.push(line);
    const isOtherwise = got.verdict === 'differs' || got.verdict === 'not-in-guide';
    if (truth === 'newer' && isOtherwise && !got.text.includes(lexicon.say('answer.newer'))) silent.push(line);
    if (/\b(true|false)\b|سچ|جھوٹ/i.test(got.text)) words.push(line);
  }
  const trueOnes = messages.filter(({ truth }) => truth === 'true').length;
  return { recognised, trueOnes, agreeing, silent, misses, words, verdicts };
}
