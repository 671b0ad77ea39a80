// Plural forms by rule, without Intl: its tables differ between phones, and miss some of our languages.
// Unicode CLDR plural rules, cardinal, for whole numbers.

type Rule = (n: number) => string;

const rules: Readonly<Record<string, Rule>> = {
  'one-other': (n) => (n === 1 ? 'one' : 'other'),
  'zero-one-other': (n) => (n === 0 || n === 1 ? 'one' : 'other'),
  other: () => 'other',
};

/** The names that a locale file may use. */
export const pluralRules: readonly string[] = Object.keys(rules);

/** The form for a whole number; "other" under a rule that nobody knows. */
export function pluralForm(rule: string, n: number): string {
  return rules[rule]?.(n) ?? 'other';
}
