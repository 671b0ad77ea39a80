// `npm run i18n`: what each language of the interface has and lacks. Fails where English or Urdu is not whole, where a text
// is left over, or where its blanks or plural forms are not those that it is spoken with. With `--keys`, the keys too.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const words = fileURLToPath(new URL('../src/words/', import.meta.url));
const paper = fileURLToPath(new URL('../src/paper/', import.meta.url));
/** Languages that must lack nothing. */
export const wholeLanguages = ['en', 'ur'];
/** The forms that each rule of plural.ts asks for. */
export const formsOfRule = { 'one-other': ['one', 'other'], 'zero-one-other': ['one', 'other'], other: ['other'] };
/** Letters of Arabic keyboards that these languages write otherwise; NFC and a font look alike, search and copies do not. */
const foreignLetters = { ur: /[يىكهة]/, 'pa-arab': /[يىكهة]/, skr: /[يىكهة]/, ps: /ك/, sd: /[یك]/ };

/**
 * Every text of one table, as `t` finds it: "words.find.title", "errors.store/full".
 * @typedef {Record<string, string | Record<string, string>>} Texts
 */

/** Reads every language. @returns {Map<string, { locale: object, texts: Texts }>} */
export function readLanguages() {
  const tags = readdirSync(join(words, 'locales')).map((name) => name.replace('.json', ''));
  return new Map(
    tags.map((tag) => {
      const locale = readJson(join(words, 'locales', `${tag}.json`)) ?? {};
      const tables = {
        words: locale.words,
        errors: locale.errors,
        carrier: readJson(join(paper, 'texts', `${tag}.json`)),
        print: readJson(join(paper, 'print-texts', `${tag}.json`)),
        picture: readJson(join(paper, 'card', 'texts', `${tag}.json`)),
        box: readJson(join(words, 'box', `${tag}.json`)),
      };
      return [tag, { locale, texts: flatten(tables) }];
    }),
  );
}

/**
 * @param {Texts} english
 * @param {{ plural: string }} locale
 * @param {Texts} texts
 * @param {string} tag
 */
export function judge(english, { plural }, texts, tag) {
  const keys = Object.keys(english);
  const own = Object.keys(texts).filter((key) => key in english);
  const wanted = formsOfRule[plural] ?? ['other'];
  return {
    missing: keys.filter((key) => !(key in texts)),
    leftOver: Object.keys(texts).filter((key) => !(key in english)),
    empty: own.filter((key) => formsOf(texts[key]).some((form) => form.trim() === '')),
    blanks: own.filter((key) => blanksOf(texts[key]) !== blanksOf(english[key])),
    forms: own.filter((key) => !hasForms(english[key], texts[key], wanted)),
    letters: own.filter((key) => formsOf(texts[key]).some((form) => foreignLetters[tag]?.test(form))),
    long: own.filter((key) => isLong(english[key], texts[key])),
  };
}

/** What stops a build. @param {ReturnType<typeof judge>} found @param {string} tag */
export function faultsOf(found, tag) {
  const { missing, leftOver, empty, blanks, forms, letters } = found;
  return [...(wholeLanguages.includes(tag) ? missing : []), ...leftOver, ...empty, ...blanks, ...forms, ...letters];
}

function flatten(tables) {
  const named = Object.entries(tables).flatMap(([table, texts]) =>
    Object.entries(texts ?? {}).map(([key, text]) => [`${table}.${key}`, text]),
  );
  return Object.fromEntries(named);
}

function formsOf(message) {
  return typeof message === 'string' ? [message] : Object.values(message);
}

function blanksOf(message) {
  return [...new Set(formsOf(message).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort().join();
}

function hasForms(english, own, wanted) {
  if (typeof own === 'string') return typeof english === 'string' || wanted.length === 1;
  const forms = Object.keys(own);
  return typeof english !== 'string' && forms.length === wanted.length && wanted.every((form) => forms.includes(form));
}

/** So much longer that a button or a heading may not hold it; marks that one cannot see do not count. */
function isLong(english, own) {
  const length = (message) => Math.max(...formsOf(message).map((form) => form.replace(/\p{M}|\p{Cf}/gu, '').length));
  return length(own) > Math.max(12, length(english) * 1.6);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function report(isWithKeys) {
  const languages = readLanguages();
  const english = languages.get('en').texts;
  const all = Object.keys(english).length;
  let faults = 0;
  for (const [tag, { locale, texts }] of languages) {
    const found = judge(english, locale, texts, tag);
    const { fallback = 'en' } = locale;
    const bySpare = found.missing.filter((key) => key in (languages.get(fallback)?.texts ?? {})).length;
    const fallen = [`${bySpare} in ${fallback}`, `${found.missing.length - bySpare} in en`].filter(
      (each) => !/^0 /.test(each),
    );
    const ofOwn = faultsOf(found, tag);
    faults += ofOwn.length;
    console.log(
      `${tag.padEnd(8)} ${locale.nativeName}: ${all - found.missing.length} of ${all} texts`,
      found.missing.length > 0 ? `(the others said: ${fallen.join(', ')})` : '(whole)',
      ofOwn.length > 0 ? `– ${ofOwn.length} wrong` : '',
    );
    for (const [what, keys] of Object.entries(found)) {
      const isFault = keys.some((key) => ofOwn.includes(key)) && what !== 'long';
      if (keys.length === 0 || (what === 'missing' && !isFault && !isWithKeys)) continue;
      const named = isFault || isWithKeys ? `: ${keys.join(' ')}` : '';
      console.log(`  ${what === 'long' ? 'much longer than English' : what} ${keys.length}${named}`);
    }
  }
  console.log(faults === 0 ? 'i18n: all good' : `i18n: ${faults} wrong`);
  process.exitCode = faults === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) report(process.argv.includes('--keys'));
