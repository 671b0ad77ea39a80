// How many elements a phone draws for an SVG once every reference is followed: `use` and paints repeat what they point
// to, and ten levels of ten are ten thousand millions. An upper bound, not a renderer. SVG 2 chapters 5 and 13, CSS 2.2.

/** An element as it was read. */
export interface SvgElement {
  readonly name: string;
  /** Decoded values. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly parent: SvgElement | null;
  readonly children: SvgElement[];
}

/** Drawn elements, references followed. */
export const maxDrawn = 20_000;
/** A reference to what refers on, so many times. */
const maxReferences = 16;

/** What these point to is drawn once for the element; every other property passes on to what is inside. */
const notInherited = /^(?:clip-path|mask|filter)$/i;
const gradient = /^(?:linear|radial)Gradient$/;
const simpleSelector = /^([\w-]*|\*)((?:[.#][\w-]+)*)$/;

interface Rule {
  readonly fits: (element: SvgElement) => boolean;
  readonly references: readonly Reference[];
}

interface Reference {
  readonly id: string;
  readonly isInherited: boolean;
}

class WeightFault extends Error {}

/**
 * @param root with everything in it
 * @param css the text of its <style> elements
 * @returns what is wrong, in words; null where a phone can draw it
 */
export function weightFault(root: SvgElement, css: string): string | null {
  const rules = parseRules(css);
  const byId = new Map<string, SvgElement[]>();
  const note = (element: SvgElement): void => {
    const id = element.attributes.get('id');
    if (id !== undefined) byId.set(id, [...(byId.get(id) ?? []), element]);
    element.children.forEach(note);
  };
  note(root);
  const weights = new Map<SvgElement, number | 'being weighed'>();
  const weigh = (element: SvgElement, depth: number): number => {
    const known = weights.get(element);
    if (known === 'being weighed') throw new WeightFault('it refers to itself');
    if (known !== undefined) return known;
    if (depth > maxReferences) throw new WeightFault('it refers on and on');
    weights.set(element, 'being weighed');
    const target = (id: string): number => {
      const found = (byId.get(id) ?? []).filter(({ name }) => !gradient.test(name));
      // A pattern's content takes over what stands around the pattern, not what stands around who uses it.
      return found.reduce((sum, each) => sum + weigh(each, depth + 1) * paints(each.parent), 0);
    };
    const paints = (around: SvgElement | null): number => {
      let factor = 1;
      for (let each = around; each; each = each.parent) {
        for (const { id, isInherited } of referencesOf(each, rules)) if (isInherited) factor *= 1 + target(id);
      }
      return factor;
    };
    let drawn = 1;
    for (const child of element.children) drawn += weigh(child, depth);
    if (!gradient.test(element.name)) for (const id of linksOf(element)) drawn += target(id);
    for (const { id } of referencesOf(element, rules)) drawn *= 1 + target(id);
    if (drawn > maxDrawn) throw new WeightFault(`its references make it more than ${maxDrawn} elements`);
    weights.set(element, drawn);
    return drawn;
  };
  try {
    weigh(root, 0);
    return null;
  } catch (error) {
    if (error instanceof WeightFault) return error.message;
    throw error;
  }
}

function linksOf({ attributes }: SvgElement): readonly string[] {
  return [...attributes].flatMap(([name, value]) => (/(?:^|:)href$/i.test(name) ? [value.trim().slice(1)] : []));
}

function referencesOf(element: SvgElement, rules: readonly Rule[]): readonly Reference[] {
  const found = rules.filter(({ fits }) => fits(element)).flatMap(({ references }) => references);
  for (const [name, value] of element.attributes) {
    if (name === 'style') found.push(...declared(withoutComments(value)));
    else if (!/^xmlns/.test(name)) found.push(...pointedTo(value, !notInherited.test(name)));
  }
  return found;
}

/** Which elements a rule may mean: by the last part of each selector; one that is not plain may mean all. */
function parseRules(css: string): readonly Rule[] {
  const rules: Rule[] = [];
  for (const [, selectors = '', body = ''] of withoutComments(css).matchAll(/([^{};]*)\{([^{}]*)(?:\}|$)/g)) {
    const references = declared(body);
    if (references.length === 0) continue;
    const matchers = selectors.split(',').map(selectorFits);
    rules.push({ references, fits: (element) => matchers.some((matches) => matches(element)) });
  }
  return rules;
}

function selectorFits(selector: string): (element: SvgElement) => boolean {
  const [, type = '', rest = ''] =
    simpleSelector.exec(
      selector
        .trim()
        .split(/[\s>+~]+/)
        .pop() ?? '',
    ) ?? [];
  const marks = rest.match(/[.#][\w-]+/g) ?? [];
  return ({ name, attributes }) => {
    const classes = (attributes.get('class') ?? '').split(/\s+/);
    const isMarked = (mark: string): boolean =>
      mark.startsWith('.') ? classes.includes(mark.slice(1)) : attributes.get('id') === mark.slice(1);
    return (type === '' || type === '*' || type === name) && marks.every(isMarked);
  };
}

function declared(css: string): readonly Reference[] {
  return css.split(';').flatMap((declaration) => {
    const property = declaration.slice(0, declaration.indexOf(':')).trim();
    return pointedTo(declaration, !notInherited.test(property));
  });
}

function pointedTo(value: string, isInherited: boolean): readonly Reference[] {
  return [...value.matchAll(/url\s*\(\s*["']?\s*#([^"')\s]*)/gi)].map(([, id = '']) => ({ id, isInherited }));
}

/** A style without its comments; one that is never closed takes the rest with it. @source CSS Syntax 3 §4.3.2 */
export function withoutComments(css: string): string {
  return css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ');
}
