// Whether an SVG is a drawing and nothing else: well-formed, only shapes, no script, no way out of the file. A scanner
// with a list of what is allowed, not a sanitiser: what does not pass is refused, never mended.

import { decodeUtf8 } from '../bytes.ts';
import { AppError } from '../errors.ts';
import { type SvgElement, weightFault, withoutComments } from './svg-weight.ts';

const elements = new Set(
  (
    'svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan clipPath mask pattern ' +
    'linearGradient radialGradient stop style filter feBlend feColorMatrix feComposite feFlood feGaussianBlur feMerge ' +
    'feMergeNode feOffset'
  ).split(' '),
);
const name = '[A-Za-z_][A-Za-z0-9_.:-]*';
const attribute = new RegExp(`^\\s+(${name})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`);
const openTag = new RegExp(`^<(${name})`);
const closeTag = new RegExp(`^</(${name})\\s*>`);
const maxDepth = 64;
const maxComments = 20;
const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * @param bytes a whole file
 * @returns what is wrong with it, in words; null where it is a plain drawing
 * @source W3C XML 1.0 (the part that drawings need), SVG 2 chapter 2 (secure static mode, what it leaves out)
 */
export function svgFault(bytes: Uint8Array): string | null {
  let text: string;
  try {
    text = decodeUtf8(bytes).replace(/^\ufeff/, '');
  } catch (error) {
    if (error instanceof AppError) return 'it is not UTF-8';
    throw error;
  }
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return 'it has a DOCTYPE';
  return scan(text.replace(/^<\?xml [^?<>]*\?>/, ''));
}

function scan(text: string): string | null {
  const open: SvgElement[] = [];
  let root: SvgElement | null = null;
  let css = '';
  let comments = 0;
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const words = text.slice(at, next < 0 ? text.length : next);
    const inside = open[open.length - 1] ?? null;
    const plain = decodeEntities(words);
    if (plain === null) return 'it uses an entity that it may not have';
    if (!inside && plain.trim() !== '') return 'there is text outside of <svg>';
    // Comments and elements inside <style> cut its words, not its meaning.
    if (inside?.name === 'style') css += plain;
    if (next < 0) break;
    if (text.startsWith('<!--', next)) {
      const end = text.indexOf('-->', next + 4);
      if (end < 0) return 'a comment is not closed';
      if (++comments > maxComments) return `it has more than ${maxComments} comments`;
      at = end + 3;
      continue;
    }
    const closing = closeTag.exec(text.slice(next, next + 100));
    if (closing) {
      if (open.pop()?.name !== closing[1]) return `"</${closing[1]}>" closes nothing`;
      at = next + closing[0].length;
      continue;
    }
    const tag = readTag(text, next);
    if (typeof tag === 'string') return tag;
    if (!inside && (root || tag.name !== 'svg')) return 'it must have one <svg> around everything';
    const element: SvgElement = { name: tag.name, attributes: tag.attributes, parent: inside, children: [] };
    inside?.children.push(element);
    root ??= element;
    if (!tag.isEmpty && open.push(element) > maxDepth) return 'it is nested too deep';
    at = tag.end;
  }
  if (!root) return 'it has no <svg>';
  if (open.length > 0) return `<${open[open.length - 1]?.name}> is not closed`;
  return styleFault(css) ?? weightFault(root, css);
}

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly isEmpty: boolean;
  readonly end: number;
}

function readTag(text: string, start: number): Tag | string {
  const tag = openTag.exec(text.slice(start, start + 100));
  if (!tag?.[1]) return 'there is a "<" that begins no element';
  if (!elements.has(tag[1])) return `the element <${tag[1]}> is not allowed`;
  const seen = new Map<string, string>();
  let at = start + tag[0].length;
  for (;;) {
    const end = /^\s*(\/?)>/.exec(text.slice(at, at + 200));
    if (end) {
      if (tag[1] === 'svg' && start === text.indexOf('<svg') && !seen.has('xmlns')) {
        return 'the <svg> lacks xmlns="http://www.w3.org/2000/svg"';
      }
      return { name: tag[1], attributes: seen, isEmpty: end[1] === '/', end: at + end[0].length };
    }
    const closes = text.indexOf('>', at);
    const found = attribute.exec(text.slice(at, closes < 0 ? text.length : undefined));
    if (!found?.[1]) return `the element <${tag[1]}> is malformed`;
    if (seen.has(found[1])) return `the attribute ${found[1]} stands twice in <${tag[1]}>`;
    const value = decodeEntities(found[2] ?? found[3] ?? '');
    if (value === null) return 'it uses an entity that it may not have';
    seen.set(found[1], value);
    const fault = attributeFault(found[1], value);
    if (fault !== null) return fault;
    at += found[0].length;
  }
}

function attributeFault(attributeName: string, value: string): string | null {
  if (/^on/i.test(attributeName)) return `the attribute ${attributeName} runs script`;
  if (/(^|:)href$/i.test(attributeName) && !/^#[^\s]+$/.test(value.trim()))
    return 'it refers to something outside of itself';
  if (/^xmlns/.test(attributeName)) return null;
  return styleFault(attributeName === 'style' ? value : `${attributeName}:${value}`);
}

/** CSS, in attributes too: `url()` may only point inside, escapes hide what is meant. */
function styleFault(css: string): string | null {
  if (/@import|expression\s*\(|javascript:|\\/i.test(css)) return 'its styles reach outside of it';
  // Either would carry a reference to where the count of what is drawn does not see it.
  if (/\bvar\s*\(|(?:clip-path|mask|filter|\ball)\s*:\s*inherit/i.test(withoutComments(css))) {
    return 'its styles pass references on';
  }
  const targets = css.matchAll(/url\s*\(\s*["']?\s*([^"')]*)/gi);
  for (const [, target = ''] of targets) if (!target.startsWith('#')) return 'it refers to something outside of itself';
  return /image-set\s*\(|\bsrc\s*\(/i.test(css) ? 'it refers to something outside of itself' : null;
}

/** null where an entity is none of XML's five or a number. */
function decodeEntities(text: string): string | null {
  let isGood = true;
  const decoded = text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]+));|&/g, (_, decimal, hex, entity) => {
    const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : null;
    if (code !== null && code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    const known = typeof entity === 'string' ? namedEntities[entity] : undefined;
    if (known === undefined) isGood = false;
    return known ?? '';
  });
  return isGood ? decoded : null;
}
