// A review as a page: what changes, by parts, and the cards of the seats that change as a voter would see them.

import { parseGuide } from '../../core/guide/guide.ts';
import { guidePath, partiesPath, shardPath, symbolsPath } from '../../core/guide/paths.ts';
import { allSeats, contestCard, shardPictures } from '../../core/guide/questions.ts';
import { parseShard } from '../../core/guide/shard.ts';
import { parseParties, parseSymbols } from '../../core/guide/symbols.ts';
import { pictureType } from '../../core/picture/picture-type.ts';
import { cardSvgs } from '../../paper/card/card-svg.ts';
import { html, type Markup, rawText } from '../../paper/markup.ts';
import type { Words } from '../../words/words.ts';
import { spellFingerprint } from '../ceremony/proposal.ts';
import { sayRole } from '../keys/key-ring.ts';
import type { ContentSide } from './proposal-content.ts';
import { type Part, parts } from './review-line.ts';
import type { Review } from './review-proposal.ts';

/** More seats than these are listed in words alone. */
const mostCards = 60;

const partWords: Readonly<Record<Part, string>> = {
  roles: 'Who may sign',
  seats: 'Seats',
  symbols: 'Symbols',
  candidates: 'Candidates',
  stations: 'Polling places and voting areas',
  notices: 'Notices',
  mirrors: 'Mirrors',
  slips: 'Slips',
  others: 'Everything else',
};

const style = `
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1.5rem;font:1rem/1.5 system-ui,"Noto Sans","Noto Naskh Arabic",sans-serif;color:#111;background:#fff}
h1{line-height:1.2;margin-block-end:.25rem}
h2{margin-block-start:2rem;border-block-end:1px solid #999}
.print{font:700 1.6rem/1.4 ui-monospace,monospace;letter-spacing:.04em;border:3px solid #111;padding:.75rem 1rem;overflow-wrap:anywhere}
li{overflow-wrap:anywhere}
.cards{display:flex;flex-wrap:wrap;gap:1rem;align-items:flex-start}
.cards figure{margin:0}
.cards svg{border:1px solid #999}
figcaption{font-weight:700}
`.trim();

/** @param words in the language of the guide that the cards are drawn in */
export async function reviewPage(review: Review, words: Words): Promise<string> {
  const { proposal, after, lines, asked } = review;
  const what =
    proposal.kind === 'root'
      ? 'a new root'
      : proposal.kind === 'team'
        ? `the regions of ${proposal.team?.name}`
        : proposal.kind === 'slips'
          ? `slips of edition ${after.edition}`
          : `edition ${after.edition}`;
  const head = html`<head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Review of ${what}</title>
<style>${rawText(style)}</style></head>`;
  const sections = parts.map((part) => {
    const own = lines.filter((line) => line.part === part);
    return (
      own.length > 0 &&
      html`<h2>${partWords[part]} (${own.length})</h2><ul>${own.map(({ text }) => html`<li dir="auto">${text}</li>`)}</ul>`
    );
  });
  const body = html`<body>
<h1>Review of ${what}</h1>
<p>${comparedWith(review)} Nobody has signed this proposal yet.</p>
<p>Its fingerprint. Compare it with the others by voice, then type it when you sign:</p>
<p class="print">${spellFingerprint(proposal.fingerprint)}</p>
${lines.length === 0 && html`<p>Nothing that a voter would see changes: signatures are renewed.</p>`}
${sections}
${await cardsOf(review, words)}
<h2>Who has to sign</h2>
<ul>${asked.map(({ role, threshold, names, expires }) => html`<li>${sayRole(role)}: ${threshold} of ${names.join(', ')}${expires !== null && `; good until ${expires.slice(0, 10)}`}</li>`)}</ul>
</body>`;
  return `<!doctype html>\n${html`<html lang="en" dir="ltr">${head}${body}</html>`}\n`;
}

function comparedWith({ proposal, before, after }: Review): string {
  if (proposal.kind === 'slips') return `Made of edition ${after.edition}, which this guide’s keys have signed.`;
  if (!before) return 'There was nothing before: everything is new.';
  const signed = before.issued === null ? '' : ` on ${before.issued.slice(0, 10)}`;
  return `Compared with ${before.edition}, signed by this guide’s keys${signed}.`;
}

async function cardsOf({ proposal, after, lines }: Review, words: Words): Promise<Markup | null> {
  const seats = [...new Set(lines.flatMap(({ seat }) => seat ?? []))];
  const [guideBytes, symbolBytes, partyBytes] = [guidePath, symbolsPath, partiesPath].map((path) =>
    after.targets.get(path),
  );
  if (!guideBytes || !symbolBytes || !partyBytes || seats.length === 0) return null;
  const guide = parseGuide(guideBytes);
  const [symbols, parties] = [parseSymbols(symbolBytes), parseParties(partyBytes)];
  const regionOf = new Map(allSeats(guide).map((seat) => [seat.code, seat.regions[0] ?? '']));
  const figures: Markup[] = [];
  for (const seat of seats.slice(0, mostCards)) {
    const bytes = after.targets.get(shardPath(regionOf.get(seat) ?? ''));
    const shard = bytes && parseShard(bytes);
    const card = shard && contestCard(guide, symbols, parties, shard, seat);
    if (!card) continue;
    const pictures = await picturesOf(
      after,
      shardPictures(shard, symbols).map(({ sha256 }) => sha256),
    );
    const issued = after.issued ?? proposal.made;
    const isNotFinal = card.contest.state === 'symbols-not-final';
    const pictureOf = (sha256: string): string | null => pictures.get(sha256) ?? null;
    const drawn = cardSvgs({ guide, words, card, edition: after.edition, issued, isNotFinal, pictureOf });
    figures.push(html`<figure><figcaption>${seat}</figcaption>${drawn.map((svg) => imageOf(svg, seat))}</figure>`);
  }
  const left = seats.length - mostCards;
  return html`<h2>The cards of these seats, as they would be</h2><div class="cards">${figures}</div>${left > 0 && html`<p>And ${left} seats more, which are listed above.</p>`}`;
}

function imageOf(svg: string, seat: string): Markup {
  return html`<img alt="Card of ${seat}" width="240" height="320" src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}">`;
}

async function picturesOf(side: ContentSide, hashes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const sha256 of hashes) {
    const bytes = await side.readBlob(sha256);
    const type = bytes && pictureType(bytes);
    if (bytes && type) found.set(sha256, `data:${type};base64,${Buffer.from(bytes).toString('base64')}`);
  }
  return found;
}
