// The languages of a new guide as they are typed: "en,ur".
import { languagePattern } from '../../core/guide/format/text.ts';
import { FaultError } from '../content/fault.ts';

/** @throws FaultError */
export function parseLanguages(list: string): readonly string[] {
  const tags = list.split(',').map((tag) => tag.trim());
  const wrong = tags.find((tag) => !languagePattern.test(tag));
  if (wrong !== undefined) {
    const message = `"${wrong}" is not a language tag`;
    const fix = 'write tags like: --languages en,ur';
    throw new FaultError([{ severity: 'error', code: 'init', file: '--languages', message, fix }]);
  }
  return [...new Set(tags)];
}
