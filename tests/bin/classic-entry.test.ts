// The entry as a classic script: the same program, and a build that stops where it would not be.
import { runInNewContext } from 'node:vm';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { asScript, refuseCycles, withoutImport } from '../../bin/output/classic-entry.mjs';
import { isReassigned, type Node } from '../../bin/output/module-syntax.mjs';

const parse = (code: string) => parseAst(code) as unknown as Node;
const script = (code: string) => asScript(code, parse(code), 'assets/index-1.js').code;

describe('the entry', () => {
  it('hands over what it exported, frozen, and leaves no other name behind', () => {
    const page = { document: { baseURI: 'https://g.example/a/#/seat/NA-1' }, self: {} as Page, URL };
    runInNewContext(
      script('var a=1;function f(){return "نشان "+a}const u=import.meta.url;export{a,f as t,u as in};'),
      page,
    );
    expect(Object.keys(page).sort()).toEqual(['URL', 'document', 'self']);
    const { nishanEntry } = page.self;
    expect([nishanEntry.a, nishanEntry.t?.(), nishanEntry.in]).toEqual([1, 'نشان 1', 'https://g.example/a/assets/']);
    expect(Object.isFrozen(nishanEntry)).toBe(true);
  });

  it.each([
    ['imports at once', 'import{a}from"./b.js";export{a};'],
    ['exports in the middle', 'export const a=1;var b=2;export{b};'],
    ['waits at its top', 'await 1;export{};'],
    ['changes what it hands over', 'let a=1;function f(){a++}export{a,f};'],
  ])('is refused where it %s', (_, code) => {
    expect(() => script(code)).toThrow();
  });
});

interface Page {
  nishanEntry: { a?: number; t?: () => string; in?: string };
}

describe('a name that is handed over', () => {
  it.each([
    'let a;const f=()=>{a=1}',
    'let a;function f(){({b:a}={b:1})}',
    'let a;function f(){[a=2]=[]}',
    'let a;function f(){for(a of[1]);}',
    'let a;class C{f(){a--}}',
    'let a;class C{static{a=1}}',
    'let a;function f(b){{let c;}a=b}',
  ])('changes in %s', (code) => {
    expect(isReassigned(parse(code), 'a')).toBe(true);
  });

  it.each([
    'let a;a=1',
    'let a;function f(a){a=1}',
    'let a;function f(){if(1){var a}a=1}',
    'let a;function f(){{let a;a=1}}',
    'let a;function f({b:a}){a=1}',
    'let a;function f(){try{}catch(a){a=1}}',
    'let a;function f(){for(let a=0;a<1;a++);}',
    'let a;function f(){const o={a:1};o.a=2}',
    'let a;function f(){switch(1){case 1:let a;a=1}}',
  ])('stays in %s', (code) => {
    expect(isReassigned(parse(code), 'a')).toBe(false);
  });
});

describe('a later file', () => {
  it('reads the same names from the object, and keeps its other imports', () => {
    const code =
      'import{b as c}from"./other.js";import{a as b,in as d}from"./index-1.js";import"./index-1.js";use(b,c,d);';
    expect(withoutImport(code, parse(code), 'index-1.js')?.code).toBe(
      'import{b as c}from"./other.js";const{a:b,in:d}=nishanEntry;use(b,c,d);',
    );
  });

  it('that asks nothing of the entry stays as it is', () => {
    const code = 'import{b as c}from"./other.js";c();';
    expect(withoutImport(code, parse(code), 'index-1.js')).toBeNull();
  });

  it.each(['import*as a from"./index-1.js";', 'export{a}from"./index-1.js";'])('is refused with %s', (code) => {
    expect(() => withoutImport(code, parse(code), 'index-1.js')).toThrow();
  });

  it('never imports one that imports it', () => {
    const chunks = { a: { imports: ['b', 'entry'] }, b: { imports: ['c'] }, c: { imports: [] as string[] } };
    expect(() => refuseCycles(chunks)).not.toThrow();
    expect(() => refuseCycles({ ...chunks, c: { imports: ['a'] } })).toThrow('a > b > c > a');
  });
});
