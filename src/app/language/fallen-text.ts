// A text that the voter's language lacks is said in another one: its element says in which, so that fonts and readers
// aloud know. Languages that lack nothing pay nothing for it.
import { options, type VNode } from 'preact';

/** The language of a text that stands in for another; null for every other text. */
type LanguageOf = (text: string) => string | null;

/** Marks elements from now on, as they are made. An element that names its language itself is left alone. */
export function markFallenTexts(languageOf: LanguageOf): void {
  const before = options.vnode;
  options.vnode = (vnode) => {
    if (typeof vnode.type === 'string') mark(vnode, languageOf);
    before?.(vnode);
  };
}

function mark({ props }: VNode, languageOf: LanguageOf): void {
  const own = props as { lang?: unknown; readonly children?: unknown; readonly 'aria-label'?: unknown };
  if (own.lang !== undefined) return;
  const texts = [own.children].flat().filter((child) => typeof child === 'string' && child.trim() !== '');
  const said = texts.length > 0 ? texts : [own['aria-label']];
  const [language = null, ...others] = said.map((text) => (typeof text === 'string' ? languageOf(text) : null));
  if (language !== null && others.every((other) => other === language)) own.lang = language;
}
