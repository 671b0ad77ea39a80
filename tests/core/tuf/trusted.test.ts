// What no whole workflow comes to: checks that hold even where their caller is careless.
import { describe, expect, it } from 'vitest';
import { authorMetadata } from '../../../src/core/tuf/author.ts';
import { refresh } from '../../../src/core/tuf/refresh.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { isExpired, isRotated, verifyDelegated, verifyFirstRoot } from '../../../src/core/tuf/trusted.ts';
import { key, now, Repository, Store, sourceOf } from './repository.ts';

describe('verifyDelegated', () => {
  it('trusts nothing that comes from a role which delegates nothing', async () => {
    const repository = new Repository();
    const bytes = repository.publishDelegated('region', [key(7)], {});
    repository.publish();
    const { targets, snapshot } = await refresh(new Store(), sourceOf(repository.mirror()), repository.options());
    const role = { name: 'region', keyids: [key(7).id], threshold: 1, paths: ['*'] };
    expect(() => verifyDelegated(targets, role, snapshot, bytes, ed25519Verifiers)).toThrow(
      expect.objectContaining({ code: 'trust/signatures', details: expect.objectContaining({ got: 0 }) }),
    );
  });
});

describe('isRotated', () => {
  const root = (change: (signed: { keys: object; roles: Record<string, { keyids: string[] }> }) => void) => {
    const { signed } = JSON.parse(Buffer.from(new Repository().firstRoot).toString());
    change(signed);
    return verifyFirstRoot(authorMetadata(signed, [key(1)]), ed25519Verifiers);
  };
  const first = root(() => {});

  it('is false for the same keys, and for one more', () => {
    expect(isRotated(first, first, 'timestamp')).toBe(false);
    expect(
      isRotated(
        first,
        root(({ roles }) => roles.timestamp?.keyids.push('unknown')),
        'timestamp',
      ),
    ).toBe(false);
  });

  it('is true when a key is gone, for that role alone', () => {
    const without = root(({ roles }) => roles.timestamp?.keyids.splice(0));
    expect(isRotated(first, without, 'timestamp')).toBe(true);
    expect(isRotated(first, without, 'snapshot')).toBe(false);
  });
});

describe('isExpired', () => {
  it('is so from the very second of the date', () => {
    expect(isExpired({ expires: '2024-02-01T12:00:01Z' }, now)).toBe(false);
    expect(isExpired({ expires: '2024-02-01T12:00:00Z' }, now)).toBe(true);
  });
});
