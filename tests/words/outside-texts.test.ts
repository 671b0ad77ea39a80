// No text of the interface stands outside the locale files: neither between tags, nor in what is read aloud or shown over
// a thing, nor in a page that is written as markup. Read from the source, as the bundler parses it.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

const source = resolve(import.meta.dirname, '../../src');
const rooms = ['app', 'paper', 'carrier'];
/** What a browser shows or reads aloud, as an attribute, a property of ours, or a field that is set. */
const spoken =
  /^(aria-label|aria-description|aria-roledescription|aria-valuetext|ariaLabel|title|placeholder|alt|label|hint|textContent|innerText)$/;
const letters = /\p{L}{2}/u;
const otherScript = /[^\P{L}\p{Script=Latin}]/u;
const sentence = /^\p{Lu}[\p{L}’']*(\s+[\p{L}’'-]+){2,}[.?!…]*$/u;

/** A page for developers, which no voter is ever given. */
const notShipped = /^parts-page\//;

/** Texts that belong where they stand. */
const exceptions: Readonly<Record<string, string>> = {
  'https://': 'how an address begins, in every language',
};

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
const nodesIn = (value: unknown): readonly Node[] => [value].flat().filter(isNode);
const nameOf = (node: unknown): string => {
  if (!isNode(node)) return '';
  return String(node.name ?? node.value ?? '');
};

/** Every text that is written in the source where somebody would read it. */
function textsIn(path: string, code: string): readonly string[] {
  const found: string[] = [];
  const note = (text: string): void => {
    if (letters.test(text)) found.push(text.trim());
  };
  walk(parseSync(path, code).program as unknown as Node, (node) => {
    const { type } = node;
    if (type === 'JSXText') note(String(node.value));
    if (type === 'JSXElement' || type === 'JSXFragment') {
      for (const child of nodesIn(node.children))
        if (child.type === 'JSXExpressionContainer') literals(child).forEach(note);
    }
    if (type === 'JSXAttribute' && spoken.test(nameOf(node.name))) literals(node.value).forEach(note);
    if (type === 'Property' && spoken.test(nameOf(node.key))) literals(node.value).forEach(note);
    if (type === 'AssignmentExpression' && spoken.test(nameOf((node.left as Node).property)))
      literals(node.right).forEach(note);
    if (type === 'CallExpression' && spoken.test(String(literals(node.arguments)[0]))) {
      literals(nodesIn(node.arguments)[1]).forEach(note);
    }
    if (type === 'TaggedTemplateExpression' && nameOf(node.tag) === 'html')
      readableOf(node.quasi as Node).forEach(note);
    for (const text of type === 'Literal' ? [String(node.value)] : []) {
      if (otherScript.test(text) || sentence.test(text)) found.push(text);
    }
  });
  return [...new Set(found)].filter((text) => !(text in exceptions));
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const field of Object.values(node)) for (const child of nodesIn(field)) walk(child, visit);
}

/** The strings that an expression may be: both ends of a choice, the fixed parts of a template. Not what it calls with. */
function literals(value: unknown): readonly string[] {
  return nodesIn(value).flatMap((node): readonly string[] => {
    if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
    if (node.type === 'TemplateLiteral') return quasisOf(node);
    if (node.type === 'ConditionalExpression') return literals([node.consequent, node.alternate]);
    if (node.type === 'LogicalExpression')
      return literals(node.operator === '&&' ? node.right : [node.left, node.right]);
    if (node.type === 'BinaryExpression') return node.operator === '+' ? literals([node.left, node.right]) : [];
    return node.type === 'JSXExpressionContainer' ? literals(node.expression) : [];
  });
}

function quasisOf({ quasis }: Node): readonly string[] {
  return nodesIn(quasis).map((quasi) => (quasi.value as { readonly cooked: string }).cooked);
}

/** What is read of markup: the text between its tags, and what its attributes say. Styles and scripts are not. */
function readableOf(template: Node): readonly string[] {
  const markup = quasisOf(template)
    .join('\u0000')
    .replace(/<(style|script)\b.*?<\/\1>/gs, ' ');
  const attributes = [...markup.matchAll(/\b(aria-label|title|placeholder|alt|label)="([^"]*)"/g)].map(
    ([, , text = '']) => text,
  );
  return [...attributes, ...markup.replace(/<[^>]*>/g, '\u0000').split('\u0000')].map((text) =>
    text.replace(/&\w+;/g, ' '),
  );
}

const files = rooms.flatMap((room) =>
  readdirSync(join(source, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts') && !notShipped.test(name))
    .map((name) => join(source, room, name)),
);

it('says nothing that is not in a locale file', () => {
  expect(files.length).toBeGreaterThan(150);
  const outside = files.flatMap((path) =>
    textsIn(path, readFileSync(path, 'utf8')).map((text) => `${relative(source, path)}: ${text}`),
  );
  expect(outside).toEqual([]);
});

/** A place in a template, as the source writes it. */
const blank = '$'.concat('{a}');

describe('the reader of the source', () => {
  it.each([
    ['a text between tags', 'const x = <p>Hello you</p>;'],
    ['a string between tags', "const x = <p>{'Hello you'}</p>;"],
    ['one end of a choice', "const x = <p>{a ? t('b') : 'Hello you'}</p>;"],
    ['what comes after a condition', "const x = <p>{a && 'Hello you'}</p>;"],
    ['a part of a template', `const x = <p>{\`Hello you${blank}\`}</p>;`],
    ['what is read aloud', 'const x = <button aria-label="Hello you" />;'],
    ['a label that a part is given', 'const x = <Button icon="add" label="Hello you" />;'],
    ['a label in a table', "const x = { label: 'Hello you' };"],
    ['a title that is set', "document.title = 'Hello you';"],
    ['an attribute that is set', "x.setAttribute('title', 'Hello you');"],
    ['markup', 'const x = html`<p class="box">Hello you</p>`;'],
    ['an attribute of markup', `const x = html\`<p title="Hello you">${blank}</p>\`;`],
    ['a sentence anywhere', "const x = say('Hello to you');"],
  ])('finds %s', (_, code) => {
    expect(textsIn('a.tsx', code)).toHaveLength(1);
  });

  it('finds another script anywhere', () => {
    expect(textsIn('a.tsx', "const x = pick('سلام');")).toEqual(['سلام']);
  });

  it.each([
    ['<p class="box" lang="en">{t(\'find.title\')} · {n}</p>'],
    ['<Button icon="add" label={t(\'find.title\')} />'],
    [`html\`<p class="box">${blank} &nbsp; ${blank}</p><style>p { color: red }</style>\``],
    ["new TypeError('the world is not open yet')"],
    ["<p dir={isLeft ? 'ltr' : 'rtl'}>{n}</p>"],
  ])('leaves alone: %s', (code) => {
    expect(textsIn('a.tsx', `const x = ${code};`)).toEqual([]);
  });
});
