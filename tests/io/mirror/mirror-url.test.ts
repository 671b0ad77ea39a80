// Where each kind of mirror keeps a path.
import { describe, expect, it } from 'vitest';
import { cidOf } from '../../../src/core/encoding/cid.ts';
import { AppError } from '../../../src/core/errors.ts';
import { mirrorUrl } from '../../../src/io/mirror/mirror-url.ts';

const sha256 = 'ab'.repeat(32);
const file = `targets/guide/${sha256}.guide`;
const timestamp = 'metadata/timestamp.json';

describe('the address of a path', () => {
  it.each([
    ['static', 'https://a.test/g', file, sha256, `https://a.test/g/${file}`],
    ['static', 'https://a.test/g/', timestamp, undefined, `https://a.test/g/${timestamp}`],
    ['static', 'https://a.test/?file={path}', timestamp, undefined, `https://a.test/?file=${timestamp}`],
    ['metadata', 'https://a.test/', timestamp, undefined, `https://a.test/${timestamp}`],
    ['metadata', 'https://a.test/', file, sha256, null],
    ['ipfs', 'https://a.test/', file, sha256, `https://a.test/ipfs/${cidOf(sha256)}?format=raw`],
    ['ipfs', 'https://a.test/x/{cid}', file, sha256, `https://a.test/x/${cidOf(sha256)}`],
    ['ipfs', 'https://{cid}.a.test/', file, sha256, `https://${cidOf(sha256)}.a.test/`],
    ['ipfs', 'https://a.test/', timestamp, undefined, null],
    ['blossom', 'https://a.test', file, sha256, `https://a.test/${sha256}`],
    ['blossom', 'https://a.test/{sha256}.bin', file, sha256, `https://a.test/${sha256}.bin`],
    ['blossom', 'https://a.test/', timestamp, undefined, null],
    ['carrier-pigeon', 'https://a.test/', file, sha256, null],
  ])('%s %s, %s', (kind, url, path, hash, wanted) => {
    expect(mirrorUrl({ kind, url }, path, hash)).toBe(wanted);
  });

  it('is refused where it is none', () => {
    expect(() => mirrorUrl({ kind: 'static', url: 'nowhere' }, file)).toThrow(AppError);
  });
});
