import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../src/core/bytes.ts';
import { AppError } from '../../../src/core/errors.ts';
import { encodeRoleName, maxMetadataBytes, parseMetadata, type RoleType } from '../../../src/core/tuf/metadata.ts';
import { Repository } from './repository.ts';

type Loose = Record<string, unknown>;
const repository = new Repository();
repository.addTarget('guide/guide', 'content', { sha256: 'x', length: 3 });
repository.publish();

const paths: Record<RoleType, string> = {
  root: 'metadata/1.root.json',
  timestamp: 'metadata/timestamp.json',
  snapshot: 'metadata/2.snapshot.json',
  targets: 'metadata/2.targets.json',
};
const types = Object.keys(paths) as RoleType[];

function sample(type: RoleType): { signed: Loose; signatures: Loose[] } {
  return JSON.parse(Buffer.from(repository.files.get(paths[type]) as Uint8Array).toString());
}
const encode = (value: unknown) => encodeUtf8(JSON.stringify(value));
const parse = (type: RoleType, value: unknown) => parseMetadata(type, encode(value));
const refused = (want = 'format/shape') => expect.objectContaining({ code: want });

/** The sample with one field of the signed part set, or left out when `value` is undefined. */
function withField(type: RoleType, path: string, value: unknown): unknown {
  const whole = sample(type);
  const names = path.split('.');
  let at: Loose = whole.signed;
  for (const name of names.slice(0, -1)) at = at[name.replace('·', '.')] as Loose;
  at[(names[names.length - 1] as string).replace('·', '.')] = value;
  return whole;
}

describe('parseMetadata', () => {
  it.each(types)('reads a %s', (type) => {
    const { signed, signatures, message } = parse(type, sample(type));
    expect(signed._type).toBe(type);
    expect(signatures).toHaveLength(1);
    expect(Buffer.from(message).toString()).toContain(`"_type":"${type}"`);
  });

  it('reads custom and when it was issued', () => {
    const { signed } = parseMetadata('targets', encode(sample('targets')));
    expect(signed.targets['guide/guide']?.custom).toEqual({ sha256: 'x', length: 3 });
    expect(signed.issued).toBe('2024-02-01T12:00:00Z');
    const never = parseMetadata('targets', encode(withField('targets', 'x-issued', undefined)));
    expect(never.signed).not.toHaveProperty('issued');
  });

  it('signs what it does not know', () => {
    const { message } = parse('timestamp', withField('timestamp', 'unheard-of', { a: [1] }));
    expect(Buffer.from(message).toString()).toContain('"unheard-of":{"a":[1]}');
  });

  it.each(types)('refuses another kind where a %s is asked for', (type) => {
    for (const other of types) if (other !== type) expect(() => parse(type, sample(other))).toThrow(refused());
  });

  it.each(types)('refuses a %s that is too long, unread', (type) => {
    expect(() => parseMetadata(type, new Uint8Array(maxMetadataBytes[type] + 1))).toThrow(refused('format/too-long'));
  });

  it.each([
    ['_type', undefined],
    ['spec_version', undefined],
    ['spec_version', '2.0.0'],
    ['spec_version', '10.0.0'],
    ['spec_version', '1'],
    ['version', undefined],
    ['version', 0],
    ['version', -1],
    ['version', 1.5],
    ['version', '1'],
    ['version', true],
    ['version', 2 ** 53],
    ['expires', undefined],
    ['expires', 1],
    ['expires', ''],
    ['expires', '2024-02-30T00:00:00Z'],
    ['expires', '2024-13-01T00:00:00Z'],
    ['expires', '2024-02-01T24:00:00Z'],
    ['expires', '2024-02-01T00:00:60Z'],
    ['expires', '2024-02-01T00:00:00'],
    ['expires', '2024-02-01T00:00:00.000Z'],
    ['expires', '2024-02-01T00:00:00+00:00'],
    ['expires', '2024-02-01 00:00:00Z'],
  ])('refuses %s %j in every kind', (name, value) => {
    for (const type of types) expect(() => parse(type, withField(type, name, value))).toThrow(refused());
  });

  it.each([
    ['root', 'consistent_snapshot', 'true'],
    ['root', 'keys', []],
    ['root', 'keys.x', {}],
    ['root', 'keys.x', { keytype: 'a', scheme: 'b' }],
    ['root', 'keys.x', { keytype: 'a', scheme: 'b', keyval: 'c' }],
    ['root', 'roles', {}],
    ['root', 'roles.root', { keyids: [] }],
    ['root', 'roles.root', { keyids: [], threshold: 0 }],
    ['root', 'roles.root', { keyids: ['a', 'a'], threshold: 1 }],
    ['root', 'roles.root', { keyids: 'a', threshold: 1 }],
    ['timestamp', 'meta', {}],
    ['timestamp', 'meta.snapshot·json', { version: 0 }],
    ['timestamp', 'meta.snapshot·json', { version: 1, length: 0 }],
    ['timestamp', 'meta.snapshot·json', { version: 1, hashes: { sha256: '../..' } }],
    ['snapshot', 'meta', []],
    ['snapshot', 'meta.targets', { version: 1 }],
    ['targets', 'targets', []],
    ['targets', 'targets.x', { length: 1 }],
    ['targets', 'targets.x', { length: -1, hashes: {} }],
    ['targets', 'targets.x', { length: 1, hashes: { '../x': 'ab' } }],
    ['targets', 'targets.x', { length: 1, hashes: {}, custom: 1 }],
    ['targets', 'delegations', {}],
    ['targets', 'delegations', { keys: {} }],
    ['targets', 'x-issued', 'yesterday'],
  ] as const)('refuses a %s whose %s is %j', (type, name, value) => {
    expect(() => parse(type, withField(type, name, value))).toThrow(refused());
  });

  const role = { name: 'region', keyids: [], threshold: 1, terminating: false, paths: ['a/*'] };
  const delegations = (...roles: unknown[]) => withField('targets', 'delegations', { keys: {}, roles });

  it('reads delegations by path or by hash', () => {
    const { signed } = parseMetadata(
      'targets',
      encode(delegations(role, { name: 'bin', keyids: [], threshold: 1, path_hash_prefixes: ['0a'] })),
    );
    expect(signed.delegations?.roles.map(({ name }) => name)).toEqual(['region', 'bin']);
  });

  it.each([
    ['a name twice', [role, role]],
    ['both kinds of paths', [{ ...role, path_hash_prefixes: ['0a'] }]],
    ['a prefix that is no hex', [{ ...role, paths: undefined, path_hash_prefixes: ['0A'] }]],
    ['no name', [{ ...role, name: '' }]],
    ['the name root', [{ ...role, name: 'root' }]],
    ['the name timestamp', [{ ...role, name: 'timestamp' }]],
    ['the name snapshot', [{ ...role, name: 'snapshot' }]],
    ['the name targets', [{ ...role, name: 'targets' }]],
    ['a name that is kept as a root', [{ ...role, name: '3.root' }]],
    ['a name of half a character', [{ ...role, name: '\ud800' }]],
    ['a threshold of 0', [{ ...role, threshold: 0 }]],
  ])('refuses delegations with %s', (_, roles) => {
    expect(() => parse('targets', delegations(...roles))).toThrow(refused());
  });

  it('refuses two signatures under one keyid', () => {
    const whole = sample('targets');
    expect(() => parse('targets', { ...whole, signatures: [...whole.signatures, ...whole.signatures] })).toThrow(
      refused(),
    );
  });

  it('takes signatures of any text: they are judged one by one', () => {
    const whole = sample('targets');
    whole.signatures.push({ keyid: 'x', sig: '' }, { keyid: 'y', sig: 'not hex', method: 'own field' });
    expect(parse('targets', whole).signatures).toHaveLength(3);
  });

  it.each([[null], [[]], [{}], ['x'], [{ signed: {}, signatures: {} }], [{ signed: [], signatures: [] }]])(
    'refuses %j',
    (value) => {
      for (const type of types) expect(() => parse(type, value)).toThrow(refused());
    },
  );

  it('knows own properties only', () => {
    const bytes = encodeUtf8('{"__proto__":{"signed":{},"signatures":[]}}');
    expect(() => parseMetadata('root', bytes)).toThrow(refused());
  });
});

describe('whatever comes', () => {
  const onlyAppErrors = (type: RoleType, bytes: Uint8Array) => {
    try {
      parseMetadata(type, bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
    }
  };

  it('bytes lead to AppError or to metadata', () => {
    fc.assert(fc.property(fc.constantFrom(...types), fc.uint8Array(), onlyAppErrors));
  });

  it('JSON leads to AppError or to metadata', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.jsonValue(), (type, value) => {
        onlyAppErrors(type, encode(value));
        onlyAppErrors(type, encode({ signatures: [], signed: value }));
      }),
    );
  });

  it('metadata with a part replaced leads to AppError or to metadata', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.nat(), fc.jsonValue(), (type, at, value) => {
        let count = 0;
        const text = JSON.stringify(sample(type), (_, part) => (count++ === at % 40 && count > 1 ? value : part));
        onlyAppErrors(type, encodeUtf8(text));
      }),
      { numRuns: 400 },
    );
  });

  it('metadata with bytes changed leads to AppError or to metadata', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.nat(), fc.nat(255), (type, at, byte) => {
        const bytes = Uint8Array.from(repository.files.get(paths[type]) as Uint8Array);
        bytes[at % bytes.length] = byte;
        onlyAppErrors(type, bytes);
      }),
      { numRuns: 400 },
    );
  });
});

describe('encodeRoleName', () => {
  it('leaves only what is safe in an address and a file name', () => {
    expect(encodeRoleName('region-1_a.b~c')).toBe('region-1_a.b~c');
    expect(encodeRoleName("../a b?#%!'()*ا")).toBe('..%2Fa%20b%3F%23%25%21%27%28%29%2A%D8%A7');
  });

  it('can be undone, and never holds a slash', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const encoded = encodeRoleName(name);
        expect(encoded).toMatch(/^[\w.~%-]*$/);
        expect(decodeURIComponent(encoded)).toBe(name);
      }),
    );
  });
});
