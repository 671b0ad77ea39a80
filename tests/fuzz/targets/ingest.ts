// The one road: editions that are signed and wrong inside, or right inside and signed wrong.
import { deflateRawSync } from 'node:zlib';
import { bundleSource } from '../../../src/core/bundle/bundle.ts';
import { checkStore } from '../../../src/core/held/check-store.ts';
import { openHead } from '../../../src/core/held/held.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { changeBytes } from '../change-bytes.ts';
import { changeJson, type Json } from '../change-json.ts';
import type { Corpus } from '../corpus.ts';
import type { Random } from '../random.ts';
import { fuzzKey, fuzzNow, fuzzRoot, signAgain, type Twists } from '../sign-again.ts';
import { mustBeSigned } from '../signer-oracle.ts';
import { type FuzzTarget, mustHold } from '../target.ts';

const options = { root: fuzzRoot, now: fuzzNow, verifiers: ed25519Verifiers, regions: ['neel-koh'] } as const;
const plainTargets: readonly string[] = ['app/app.json'];

export function ingestTargets(corpus: Corpus): readonly FuzzTarget[] {
  const targets = new Map(
    [...corpus.files].flatMap(([path, bytes]) => {
      const named = /^targets\/(.*\/)[0-9a-f]{64}\.(.+)$/.exec(path);
      return named ? [[`${named[1]}${named[2]}`, bytes] as const] : [];
    }),
  );
  const contents = new Map(
    [...targets.keys()].filter((path) => !plainTargets.includes(path)).map((path) => [path, corpus.json(path)]),
  );
  const seed = signAgain(targets, corpus.blobs);

  function twisted(random: Random): Uint8Array {
    const changed = new Map(targets);
    if (random.chance(0.75)) {
      const [path, json] = random.pick([...contents]);
      changed.set(path, packed(changeJson(random, json)));
    }
    if (random.chance(0.05)) changed.delete(random.pick([...changed.keys()]));
    const blobs = random.chance(0.1)
      ? corpus.blobs.map((blob) => changeBytes(random, blob, corpus.blobs))
      : corpus.blobs;
    return signAgain(changed, blobs, random.chance(0.25) ? twistsOf(random) : {});
  }

  return [
    {
      name: 'ingest-signed',
      seeds: [seed],
      share: 0.02,
      change(random) {
        try {
          return twisted(random);
        } catch {
          // No signer can sign a fraction or half a letter.
          return seed;
        }
      },
      run,
    },
    {
      name: 'ingest-tampered',
      seeds: [seed, corpus.bundle],
      share: 0.05,
      change: (random, input, pool) => changeBytes(random, input, pool),
      run,
    },
  ];
}

function twistsOf(random: Random): Twists {
  const wanted = random.pick(['timestamp', 'snapshot', 'targets']);
  const change = <T>(role: string, value: T, by: (value: T) => T): T => (role === wanted ? by(value) : value);
  return random.chance(0.6)
    ? { signed: (role, json) => change(role, json, (own) => changeJson(random, own)) }
    : { bytes: (role, bytes) => change(role, bytes, (own) => changeBytes(random, own, [own])) };
}

function packed(json: Json): Uint8Array {
  return new Uint8Array(deflateRawSync(JSON.stringify(json)));
}

/** Whatever came of it: what is held is what was signed, opens, and stands by the app's own check too. */
async function run(input: Uint8Array): Promise<string> {
  const vault = memoryVault();
  try {
    return (await ingest(vault, bundleSource(input), options)).kind;
  } finally {
    await mustBeSigned(vault, fuzzKey.publicKey.keyval.public);
    const records = await vault.readRegions();
    if (records.length > 0) {
      mustHold((await openHead(vault)) !== null, 'what was installed can be opened');
      mustHold((await checkStore(vault, options)).length === 0, 'what was installed stands');
    }
  }
}
