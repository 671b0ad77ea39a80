// The slips that a proposal asks signatures for: alone, of an edition that is published, or together with the edition that
// is to be. They are not in it: each signer's own computer makes them anew, of the edition's bytes and these few wishes.
import { join } from 'node:path';
import { integer, list, object, type Read, text } from '../../core/shape.ts';
import type { RoleKeys } from '../../core/tuf/author.ts';
import type { Root } from '../../core/tuf/metadata.ts';
import type { Verified } from '../../core/tuf/trusted.ts';
import { planSlips, type SlipPlan } from '../slips/plan-slips.ts';
import { readMirror } from '../slips/read-mirror.ts';
import { mirrorBasis, proposedBasis } from '../slips/slip-basis.ts';

/** `slips` of proposal.json. */
export const slipsReader = object(
  {
    languages: list(text(35), 20),
    /** Where the app opens: "https://one.example/guide/". */
    address: text(300, /^https:\/\/[^\s"'<>\\?#]+\/$/),
  },
  {
    /** By code; all where it is left out. */
    seats: list(text(64), 5_000),
    /** Slips of this edition and of older ones are void. */
    voids: integer(1),
  },
);
export type ProposedSlips = Read<typeof slipsReader>;

/** Something that wants signatures. */
export interface ToSign {
  /** "metadata/12.targets.json"; of a slip "slips/NA-130/en-ur". */
  readonly path: string;
  /** "targets", or a team's name. */
  readonly role: string;
  /** The file's; of a slip the edition. */
  readonly version: number;
  /** What is signed. */
  readonly message: Uint8Array;
  /** Each of these has to be met: a new root is signed by the old keys and the new ones. */
  readonly wanted: readonly RoleKeys[];
}

export interface SlipFolder {
  /** The proposal's folder. */
  readonly dir: string;
  /** When it was prepared, ISO instant. */
  readonly made: string;
  readonly slips: ProposedSlips;
  /** Whether its edition is signed: only then are the slips all that it asks for. */
  readonly isSigned: boolean;
  readonly roots: readonly Uint8Array[];
  readonly root: Verified<Root>;
}

/** @throws FaultError as planSlips; AppError where the edition is not whole, or not signed where it has to be */
export async function planProposed({ dir, made, slips, isSigned, roots, root }: SlipFolder): Promise<SlipPlan> {
  const edition = join(dir, 'edition');
  const basis = isSigned
    ? mirrorBasis(await readMirror(edition, new Date(made)))
    : await proposedBasis(edition, roots, root);
  return planSlips(basis, slips);
}

/** What the codes want, in the plan's order. */
export function slipsToSign({ regions }: SlipPlan): readonly ToSign[] {
  return regions.flatMap(({ slips }) =>
    slips.flatMap(({ slip, signer, codes }) => {
      const { name, role, keys } = signer;
      const wanted = [{ threshold: role.threshold, keys: role.keyids.flatMap((id) => keys[id] ?? []) }];
      return codes.map(({ languages, message }) => ({
        ...{ path: slipPath(slip.contest, languages), role: name, version: slip.edition, message, wanted },
      }));
    }),
  );
}

/** Where a code stands among what is to be signed. */
export function slipPath(contest: string, languages: readonly string[]): string {
  return `slips/${contest}/${languages.join('-')}`;
}
