// `nishan team new` and `nishan team take`: people who speak for some regions, and what they deliver.

import { keyId } from '../../../core/tuf/author.ts';
import { withBuildLock } from '../../build/folders/build-lock.ts';
import { readPublished } from '../../build/published/published.ts';
import { keyFault } from '../../keys/key-file.ts';
import { namePattern, type RolesFile, readRolesFile, roleNames } from '../../keys/key-ring.ts';
import { readPublicKey } from '../../keys/public-key-line.ts';
import { writeRoles } from '../../keys/write-roles.ts';
import { takeDelivery } from '../../teams/team-proposal.ts';
import type { Output } from '../output.ts';

export interface NewTeamWords {
  readonly dir: string;
  readonly name: string;
  /** "south,west" */
  readonly regions: string;
  /** "2:a.pub,b.pub,c.pub" */
  readonly keys: string;
}

/** @throws FaultError where the name, a region or a key cannot be taken; nothing is written then */
export function newTeam({ dir, name, regions, keys }: NewTeamWords, output: Output): Promise<number> {
  return withBuildLock(dir, async () => {
    if (!namePattern.test(name) || (roleNames as readonly string[]).includes(name)) {
      throw keyFault(name, 'is no name for a team', 'use small letters, digits and hyphens: team-south');
    }
    const before = await readRolesFile(dir);
    const list = regions.split(',').map((region) => region.trim());
    const taken = Object.entries(before.teams ?? {}).find(
      ([other, team]) => other !== name && team.regions.some((region) => list.includes(region)),
    );
    if (taken)
      throw keyFault('keys/roles.json', `"${taken[0]}" speaks for one of these regions already`, 'name other regions');
    const [, count, files] = /^(\d{1,2}):(.+)$/.exec(keys) ?? [];
    if (count === undefined || files === undefined) {
      throw keyFault(
        '--keys',
        `"${keys}" does not say how many must sign, and who`,
        'write it like: --keys 2:a.pub,b.pub,c.pub',
      );
    }
    const people = await Promise.all(files.split(',').map((file) => readPublicKey(file.trim())));
    const all = { ...before.keys };
    for (const { name: person, key } of people) {
      const known = all[person];
      if (known && keyId(known) !== keyId(key)) {
        throw keyFault(
          'keys/roles.json',
          `has another key with the name "${person}"`,
          'make the new one under another name',
        );
      }
      all[person] = key as RolesFile['keys'][string];
    }
    if (Number(count) < 1 || Number(count) > people.length) {
      throw keyFault('--keys', `${count} of ${people.length} cannot sign`, 'name as many keys as must sign, or more');
    }
    const team = { keys: people.map((each) => each.name), threshold: Number(count), regions: list };
    await writeRoles(dir, { ...before, keys: all, teams: { ...before.teams, [name]: team } });
    const { roots } = await readPublished(dir);
    output.out(`${name} speaks for ${list.join(', ')}: ${count} of ${people.length} sign.`);
    output.out(
      roots.length > 0
        ? 'Send the team a copy of this folder without secret keys; it counts from the edition that has its first delivery.'
        : 'Sign the first root and an edition; then send the team a copy of this folder without secret keys.',
    );
    return 0;
  });
}

export interface TakeWords {
  readonly dir: string;
  readonly name: string;
  readonly delivery: string;
}

/** @throws FaultError as takeDelivery */
export async function takeFromTeam({ dir, name, delivery }: TakeWords, output: Output): Promise<number> {
  const version = await takeDelivery(dir, name, delivery);
  output.out(`${dir}: delivery ${version} of "${name}" is taken in. The next edition has it.`);
  return 0;
}
