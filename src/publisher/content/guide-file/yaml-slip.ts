// What broke the form of guide.yaml, for who fills it in and does not know YAML: its own words name what a parser met.
import type { YAMLError } from 'yaml';

interface Words {
  readonly message: string;
  readonly fix: string;
}

const colon: Words = {
  message: 'a text with ": " in it stands without quotation marks, or a line begins too far to the right',
  fix: 'put the text in quotation marks: { en: "Ask at the desk: we answer." }',
};

const known: Readonly<Partial<Record<YAMLError['code'], Words>>> = {
  BLOCK_IN_FLOW: colon,
  BLOCK_AS_IMPLICIT_KEY: colon,
  TAB_AS_INDENT: {
    message: 'the line begins with a tab',
    fix: 'put spaces in its place, as many as the lines beside it',
  },
  BAD_INDENT: {
    message: 'the line begins at another place than those beside it, or a "{" or "[" before it is not closed',
    fix: 'let it begin where its neighbours do, and look for a missing "}" or "]"',
  },
  BAD_SCALAR_START: {
    message: 'a text begins with a sign that means something else here',
    fix: 'put the text in quotation marks',
  },
  DUPLICATE_KEY: { message: 'this stands here a second time', fix: 'keep one of the two, and remove the other' },
  MISSING_CHAR: {
    message: 'something that was opened is not closed: a quotation mark, a "}" or a "]"',
    fix: 'close it; inside single quotation marks an apostrophe is written twice',
  },
  UNEXPECTED_TOKEN: {
    message: 'the text ended before the line did: a quotation mark stands inside it, or a comma is missing',
    fix: "write an apostrophe inside single quotation marks twice ('it''s'), or put the text in double ones",
  },
};

/** @returns what it is and what mends it; the parser's own first sentence where nothing better is known */
export function slipInWords({ code, message }: Pick<YAMLError, 'code' | 'message'>): Words {
  const first = (message.split('\n')[0] ?? message).replace(/[.:]\s*$/, '');
  return known[code] ?? { message: first, fix: 'mend the line, or put the text into quotation marks' };
}
