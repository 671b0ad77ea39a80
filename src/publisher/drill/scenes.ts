// What can happen to the people who hold keys, played with all its consequences. Each scene begins with ten people, one
// published edition, and a phone that holds it.
import { join } from 'node:path';
import type { Vault } from '../../core/ports.ts';
import { revokeKey, rotateRoot } from '../commands/keys/root.ts';
import type { Output } from '../commands/output.ts';
import { drillFault, Troupe } from './troupe.ts';

export interface Scene {
  readonly name: string;
  readonly title: string;
  /** @returns what was seen, one line each. @throws FaultError where it is not what it should be */
  readonly play: (troupe: Troupe, phone: Vault) => Promise<readonly string[]>;
}

const silence: Output = { out: () => undefined, err: () => undefined, progress: () => undefined };

/** In the order in which they are played. */
export const scenes: readonly Scene[] = [
  {
    name: 'lost',
    title: 'A key is lost',
    async play(troupe, phone) {
      await troupe.join('dara');
      const out = troupe.proposalFolder();
      await revokeKey({ dir: troupe.dir, name: 'bano', out, replace: troupe.pubs('dara'), now: troupe.now() }, silence);
      await troupe.pass(out, ['root-1', 'root-2', 'root-3']);
      await troupe.publish(['dara', 'chand', 'time-1']);
      return ['Bano lost her key; three of the five gave her place to Dara.', await follows(troupe, phone, 2)];
    },
  },
  {
    name: 'jailed',
    title: 'A signer is jailed',
    async play(troupe, phone) {
      await troupe.publish(['bano', 'chand', 'time-2']);
      return ['Ali cannot be reached, and the other two sign: nothing has to change.', await follows(troupe, phone, 2)];
    },
  },
  {
    name: 'quorum',
    title: 'The quorum is lost',
    async play(troupe, phone) {
      const refused = await refusal(() => troupe.publish(['chand', 'time-1']));
      for (const name of ['esa', 'farah']) await troupe.join(name);
      const out = troupe.proposalFolder();
      const content = `2:${troupe.pubs('chand', 'esa', 'farah')}`;
      await rotateRoot({ dir: troupe.dir, out, content, now: troupe.now() }, silence);
      const tooFew = await refusal(() => troupe.pass(out, ['root-1', 'root-2']));
      await troupe.pass(out, ['root-1', 'root-2', 'root-5']);
      await troupe.publish(['chand', 'farah', 'time-1']);
      return [
        `Ali and Bano are gone. Chand alone cannot publish: ${refused}`,
        `Nor can two of the root people help: ${tooFew}`,
        'Three of them named Esa and Farah.',
        // The proposal that too few signed used up a number.
        await follows(troupe, phone, 3),
        'Were three of the five root keys gone too, nobody could name new people: then see "successor".',
      ];
    },
  },
  {
    name: 'seized',
    title: 'A key is seized, and revoked',
    async play(troupe, phone) {
      const evil = await troupe.fastForward('time-1', 1);
      const kept = await troupe.look(phone, evil);
      if (kept !== 1) throw drillFault(`a phone has edition ${kept}, and a timestamp key signs none`);
      await troupe.publish(['ali', 'chand', 'time-2']);
      const behind = await troupe.take(phone);
      if (behind.kind !== 'older' || behind.edition !== 2 || behind.regions.length === 0) {
        throw drillFault('an edition that content keys signed did not reach a phone that had seen a number run up');
      }
      await troupe.join('time-3');
      const out = troupe.proposalFolder();
      await revokeKey(
        { dir: troupe.dir, name: 'time-1', out, replace: troupe.pubs('time-3'), now: troupe.now() },
        silence,
      );
      await troupe.pass(out, ['root-2', 'root-3', 'root-4']);
      await troupe.publish(['ali', 'bano', 'time-3']);
      const late = await refusal(() => troupe.publish(['ali', 'bano', 'time-1']));
      return [
        `With a timestamp key alone they ran its number up. The phone keeps edition ${kept}: no symbol can be changed so.`,
        'Edition 2 is signed by content keys, and reaches it all the same; but whoever has it counts as behind.',
        'Three of the five took the key out.',
        await follows(troupe, phone, 3),
        `The seized key signs nothing any more: ${late}`,
      ];
    },
  },
  {
    name: 'successor',
    title: 'A successor publisher',
    async play(troupe, phone) {
      const heirs = ['heir-1', 'heir-2', 'heir-3'];
      for (const name of heirs) await troupe.join(name);
      const out = troupe.proposalFolder();
      const keys = `2:${troupe.pubs(...heirs)}`;
      const timestamp = `1:${troupe.pubs(...heirs)}`;
      await rotateRoot({ dir: troupe.dir, out, root: keys, content: keys, timestamp, now: troupe.now() }, silence);
      await troupe.pass(out, ['root-1', 'root-3', 'root-5', 'heir-1', 'heir-2']);
      await troupe.publish(['heir-2', 'heir-3']);
      const followed = await follows(troupe, phone, 2);
      const other = new Troupe(join(troupe.folder, 'another'));
      await other.found();
      await other.publish(['ali', 'bano', 'time-1']);
      const refused = await refusal(async () => void (await troupe.look(phone, other.mirror)));
      return [
        'Three of the five handed the guide to three others, who signed too.',
        followed,
        `A guide by people whom nobody named is another guide. The phone does not follow it: ${refused}`,
        'Where the old quorum is gone for good, that is the only way: a new guide, whose fingerprint people compare anew.',
      ];
    },
  },
];

async function follows(troupe: Troupe, phone: Vault, edition: number): Promise<string> {
  const seen = await troupe.look(phone);
  if (seen !== edition) throw drillFault(`a phone has edition ${seen}, and edition ${edition} was published`);
  const fresh = await troupe.look(await troupe.phone());
  if (fresh !== edition) throw drillFault(`a new phone has edition ${fresh}, and edition ${edition} was published`);
  return `The phone with edition 1 followed to edition ${edition}, and so did a new one.`;
}

/** @returns the reason. @throws FaultError where it was allowed */
async function refusal(work: () => Promise<void>): Promise<string> {
  const why = await work().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  if (why === null) throw drillFault('was allowed what has to be refused');
  return why.replace(/^.* — /, '').replace(/ Mend: .*$/s, '');
}
