// What a phone needs before the internet is shut down, judged from facts. Pure: asking the browser is check-ready.ts.
import type { WordKey } from '../../words/locale.ts';
import type { EditionSign, Tone } from '../held/edition-sign.ts';

/** What was found on this phone. */
export interface ReadyFacts {
  readonly isInstalled: boolean;
  /** The browser offers to install. */
  readonly canInstall: boolean;
  readonly isAppStored: boolean;
  /** Regions in the guide, and those that are here whole. */
  readonly regions: number;
  readonly whole: number;
  /** The browser promised not to clear what is kept; null where it says nothing about it. */
  readonly isPersistent: boolean | null;
  /** Bytes that may still be kept; null where the browser does not tell. */
  readonly freeBytes: number | null;
  readonly sign: Pick<EditionSign, 'tone' | 'text'> | null;
  /** Hosts of whole mirrors that answered well when they were last asked. */
  readonly goodHosts: number;
  readonly hasFile: boolean;
  readonly isShareTried: boolean;
  /** The device's clock, and when the newest verified edition was issued: ms since 1970. */
  readonly nowMs: number;
  readonly issuedMs: number | null;
}

/** What one tap can mend. */
export type Mend = 'install' | 'save-app' | 'fetch' | 'persist' | 'check' | 'test' | 'hop';

export interface ReadyLine {
  readonly id: string;
  readonly isReady: boolean;
  readonly tone: Tone;
  readonly title: WordKey;
  readonly text: WordKey;
  readonly blanks?: Readonly<Record<string, number>>;
  /** null where there is nothing to tap. */
  readonly mend: Mend | null;
}

/** Room for some more editions with their pictures. */
const enoughBytes = 50_000_000;
/** A guide serves one election: a clock so far after its issue is wrong. */
const maxAgeMs = 3 * 365 * 86_400_000;

/** Every point, in the order in which the screen shows them. */
export function readiness(facts: ReadyFacts): readonly ReadyLine[] {
  const { regions, whole, sign, issuedMs, nowMs } = facts;
  const isGuideWhole = regions > 0 && whole === regions;
  const isClockRight = issuedMs === null || (nowMs >= issuedMs && nowMs - issuedMs < maxAgeMs);
  return [
    facts.canInstall
      ? line('home', facts.isInstalled, ['ready.home-yes', 'ready.home-no'], 'install')
      : line('home', facts.isInstalled, ['ready.home-yes', 'help.install-menu'], null),
    line('app', facts.isAppStored, ['ready.app-yes', 'ready.app-no'], 'save-app'),
    {
      ...line('guide', isGuideWhole, ['ready.guide-yes', 'ready.guide-no'], 'fetch'),
      blanks: { n: whole, all: regions },
    },
    line(
      'lasting',
      facts.isPersistent === true,
      ['ready.lasting-yes', 'ready.lasting-no'],
      facts.isPersistent === null ? null : 'persist',
    ),
    line(
      'space',
      facts.freeBytes === null || facts.freeBytes >= enoughBytes,
      ['ready.space-yes', 'ready.space-no'],
      null,
    ),
    editionLine(sign),
    line('second', facts.goodHosts > 1 || facts.hasFile, ['ready.second-yes', 'ready.second-no'], 'test'),
    line('shared', facts.isShareTried, ['ready.shared-yes', 'ready.shared-no'], 'hop'),
    line('clock', isClockRight, ['ready.clock-yes', 'ready.clock-no'], null),
  ];
}

const titles = {
  home: 'ready.home',
  app: 'ready.app',
  guide: 'ready.guide',
  lasting: 'ready.lasting',
  space: 'ready.space',
  edition: 'ready.edition',
  second: 'ready.second',
  shared: 'ready.shared',
  clock: 'ready.clock',
} as const;

function line(
  id: keyof typeof titles,
  isReady: boolean,
  [yes, no]: readonly [WordKey, WordKey],
  mend: Mend | null,
): ReadyLine {
  return {
    id,
    isReady,
    tone: isReady ? 'good' : 'old',
    title: titles[id],
    text: isReady ? yes : no,
    mend: isReady ? null : mend,
  };
}

/** In the words and the shape that every other screen has for the edition's state. */
function editionLine(sign: ReadyFacts['sign']): ReadyLine {
  const isReady = sign?.tone === 'good' || sign?.tone === 'calm';
  const shown = line('edition', isReady, ['ready.edition', 'ready.edition-none'], 'check');
  return sign ? { ...shown, tone: sign.tone, text: sign.text } : shown;
}
