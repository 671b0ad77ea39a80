// `nishan review PROPOSAL`: what a proposal changes, in words, before anybody signs it.
import { writeFile } from 'node:fs/promises';
import { parseGuide } from '../../../core/guide/guide.ts';
import { guidePath } from '../../../core/guide/paths.ts';
import { carrierWords } from '../../../paper/carrier/carrier-words.ts';
import { englishWords } from '../../../words/english.ts';
import { spellFingerprint } from '../../ceremony/proposal.ts';
import { plainLine } from '../../content/fault.ts';
import { sayRole } from '../../keys/key-ring.ts';
import { type Part, parts } from '../../review/review-line.ts';
import { reviewPage } from '../../review/review-page.ts';
import { type Review, reviewProposal } from '../../review/review-proposal.ts';
import { counted } from '../counted.ts';
import type { Output } from '../output.ts';

export interface ReviewWords {
  readonly proposal: string;
  /** A page to write. */
  readonly html?: string | undefined;
  /** Every line, also of a first edition. */
  readonly all?: boolean | undefined;
  readonly json: boolean;
}

/** @returns the exit code. @throws FaultError as reviewProposal */
export async function reviewCommand(words: ReviewWords, output: Output): Promise<number> {
  output.progress('comparing with the last edition');
  const review = await reviewProposal(words.proposal);
  if (words.html !== undefined) await writeFile(words.html, await reviewPage(review, await wordsFor(review)));
  if (words.json) output.out(JSON.stringify(asJson(review)));
  else tell(review, words, output);
  return 0;
}

async function wordsFor({ after }: Review) {
  const bytes = after.targets.get(guidePath);
  const [tag = 'en'] = bytes ? parseGuide(bytes).languages : [];
  const [words] = await carrierWords([tag]);
  return words ?? englishWords;
}

function asJson({ proposal, before, after, lines, asked }: Review): object {
  const { kind, guide, fingerprint, made } = proposal;
  return { kind, guide, fingerprint, made, number: after.edition, since: before?.edition ?? null, lines, asked };
}

/** "Edition 13 of guide 3f…, against 12 of 2027-01-21: 4 changes." */
function headOf({ proposal, before, after, lines }: Review): string {
  const { kind, roots, team } = proposal;
  const guide = `${after.edition} of guide ${proposal.guide.slice(0, 16)}…`;
  if (kind === 'slips') return `Slips of edition ${guide}, which its keys have signed.`;
  const number = kind === 'root' ? 'Root' : kind === 'team' ? `Delivery of ${team?.name}` : 'Edition';
  const follows = kind === 'root' && roots.length > 0 ? `after root ${roots.length}` : 'with nothing before it';
  const of = before?.issued ? ` of ${before.issued.slice(0, 10)}` : '';
  const since = before ? `against ${before.edition}${of}` : follows;
  const changes = lines.filter(({ part }) => part !== 'slips').length;
  return `${number} ${guide}, ${since}: ${counted(changes, 'change')}.`;
}

/** Of a first edition so many lines of a part are printed: all is new, and the beginning would scroll away. */
const firstLines = 40;

const partNouns: Readonly<Record<Part, string>> = {
  roles: 'about who may sign',
  seats: 'about seats',
  symbols: 'about symbols',
  candidates: 'about candidates',
  stations: 'about polling places',
  notices: 'notices',
  mirrors: 'mirrors',
  slips: 'slips',
  others: 'about the rest',
};

/** Never against an edition before: one change must not hide behind many. */
function isCut({ before, proposal }: Review, { all }: ReviewWords): boolean {
  return before === null && (proposal.kind === 'edition' || proposal.kind === 'team') && !all;
}

function tell(review: Review, words: ReviewWords, output: Output): void {
  const { proposal, lines, asked } = review;
  output.out(headOf(review));
  for (const part of parts) {
    const own = lines.filter((line) => line.part === part);
    const shown = isCut(review, words) && own.length > firstLines + 1 ? own.slice(0, firstLines) : own;
    for (const { text } of shown) output.out(plainLine(`  ${text}`));
    if (shown.length < own.length) output.out(`  … and ${own.length - shown.length} more ${partNouns[part]}`);
  }
  if (isCut(review, words) && parts.some((part) => lines.filter((line) => line.part === part).length > firstLines + 1))
    output.out(`Read the rest before you sign: nishan review ${words.proposal} --html review.html, or --all`);
  if (lines.length === 0) {
    const root =
      proposal.roots.length > 1 ? ` Phones get root ${proposal.roots.length} with it, which says who may sign.` : '';
    output.out(`  Nothing that a voter would see; signatures are renewed.${root}`);
  }
  for (const { role, version, threshold, names, expires } of asked) {
    output.out(
      plainLine(
        `${sayRole(role)} ${version} wants ${threshold} of ${names.join(', ')}${expires === null ? '' : `; good until ${expires.slice(0, 10)}`}`,
      ),
    );
  }
  if (words.html !== undefined) output.out(`${words.html}: the same with the cards as voters would see them.`);
  output.out(`Fingerprint ${spellFingerprint(proposal.fingerprint)}`);
  output.out(`To sign: nishan sign ${words.proposal} --key NAME`);
}
