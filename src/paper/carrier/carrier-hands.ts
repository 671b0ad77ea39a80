// What a reader does with a carrier: check it in an app, pass it on, get the app. The page itself never says that it is
// genuine: whoever passes it on could make it say so.
import type { Guide } from '../../core/guide/guide.ts';
import { addressCode } from '../address-code.ts';
import { html, type Markup, type Part } from '../markup.ts';
import { type Speaker, unturned } from '../speaker.ts';

/** Where the app of this guide is, for buttons and codes. */
export interface CarrierAddress {
  /** "https://one.example/guide/" */
  readonly url: string;
  /** "one.example/guide" */
  readonly shown: string;
}

/** The path below an app's address to which a form posts a shared file, as the app's manifest says. */
export const sharePath = 'share';
/** The one form, whose field holds the bundle. */
const formId = 'give';
const maxAddresses = 6;

/** The addresses of the app that a guide names, in its order; the kinds that only give files are no use to a reader. */
export function carrierAddresses({ mirrors = [] }: Pick<Guide, 'mirrors'>): readonly CarrierAddress[] {
  return mirrors
    .filter(({ kind }) => kind === 'static')
    .map(({ url }) => (url.endsWith('/') ? url : `${url}/`))
    .slice(0, maxAddresses)
    .map((url) => ({ url, shown: unturned(url.replace(/^https:\/\/|\/$/g, '')) }));
}

/** "https://one.example": what a form may be sent to, the page that the app answers with included. */
export function formTargets(addresses: readonly CarrierAddress[]): string {
  const hosts = new Set(addresses.flatMap(({ url }) => /^https:\/\/[A-Za-z0-9.:[\]-]+/.exec(url)?.[0] ?? []));
  return hosts.size === 0 ? "'none'" : [...hosts].join(' ');
}

interface HandsOptions {
  readonly speaker: Speaker;
  readonly addresses: readonly CarrierAddress[];
  readonly fileName: string;
}

export function checkMarkup({ speaker, addresses }: HandsOptions): Markup {
  const { say, words } = speaker;
  const buttons = addresses.map(
    ({ url, shown }) =>
      html`<p><button form="${formId}" formaction="${url}${sharePath}" type="submit">${say('check-at', { address: shown })}</button></p>\n`,
  );
  return html`<section id="${words.language}-check">
<h2>${say('check')}</h2>
<p>${say('check-text')}</p>
<p>${say('check-file')}</p>
${buttons.length > 0 && html`<p class="small">${say('check-warn')}</p>\n`}${buttons}</section>
`;
}

export function passMarkup({ speaker, addresses, fileName }: HandsOptions): Markup {
  const { say } = speaker;
  return html`<section class="pass">
<h2>${say('pass')}</h2>
<p>${say('pass-text')}</p>
<p><a class="save" download="${fileName}" href="#" hidden="">${say('save')}</a> <button class="send" type="button" hidden="">${say('send')}</button></p>
${addresses.length > 0 && html`<h2>${say('get')}</h2>\n<p>${say('get-text')}</p>\n`}</section>
`;
}

/** The addresses with their codes, once for all languages. */
export function codesMarkup(addresses: readonly CarrierAddress[]): Part {
  if (addresses.length === 0) return null;
  return html`<div class="codes">${addresses.map(({ url, shown }) => html`<figure>${addressCode(url)}<figcaption><bdi dir="ltr">${shown}</bdi></figcaption></figure>`)}</div>\n`;
}

/** The form that every button sends: its one field is where the bundle stands in the page. */
export function formMarkup(field: Markup): Markup {
  return html`<form id="${formId}" method="post" enctype="multipart/form-data">${field}</form>\n`;
}
