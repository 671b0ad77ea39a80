type Message = string | Readonly<Record<string, string>>;
type Texts = Readonly<Record<string, Message>>;

interface LocaleHead {
  readonly dir: string;
  readonly nativeName: string;
  readonly also?: readonly string[];
  readonly fallback?: string;
  readonly plural: string;
  readonly digits: string;
  readonly months: readonly string[];
}

interface Found {
  readonly missing: readonly string[];
  readonly leftOver: readonly string[];
  readonly empty: readonly string[];
  readonly blanks: readonly string[];
  readonly forms: readonly string[];
  readonly letters: readonly string[];
  readonly long: readonly string[];
}

export const wholeLanguages: readonly string[];
export const formsOfRule: Readonly<Record<string, readonly string[]>>;
export function readLanguages(): ReadonlyMap<string, { readonly locale: LocaleHead; readonly texts: Texts }>;
export function judge(english: Texts, locale: Pick<LocaleHead, 'plural'>, texts: Texts, tag: string): Found;
export function faultsOf(found: Found, tag: string): readonly string[];
