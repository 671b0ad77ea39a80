// A bucket through the `aws` command. Credentials and region are the command's own affair.
import { parseJson } from '../../../core/json.ts';
import { integer, list, object, readShape, text } from '../../../core/shape.ts';
import { runTool } from '../run-tool.ts';
import { type Bucket, type BucketPlace, keyOf, type Stored } from './bucket.ts';

const listing = object(
  {},
  { Contents: list(object({ Key: text(1_024), Size: integer(0) }, { ETag: text(100) }), 200_000) },
);
const maxListingBytes = 67_108_864;
/** The tag of an object that was sent in one part is its MD5, in quotes. */
const plainTag = /^"?([0-9a-f]{32})"?$/;
/** Deleted by one call: their names stand on its command line. */
const deletedAtOnce = 200;

export function awsBucket(place: BucketPlace): Bucket {
  const end = place.endpoint === null ? [] : ['--endpoint-url', place.endpoint];
  const run = async (...args: readonly string[]): Promise<Buffer> => {
    const env = { AWS_PAGER: '' };
    return (await runTool('aws', [...args, ...end], { get: 'install the AWS command line, or rclone', env })).out;
  };
  const at = (path: string): string => `s3://${place.bucket}/${keyOf(place, path)}`;
  return {
    async list() {
      const prefix = keyOf(place, '');
      const args = ['--bucket', place.bucket, '--prefix', prefix, '--output', 'json'];
      const out = await run('s3api', 'list-objects-v2', ...args);
      // Nothing at all is printed for an empty prefix.
      const json = out.length === 0 ? {} : parseJson(out, maxListingBytes);
      const found = readShape(listing, json).Contents ?? [];
      return new Map(
        found.map(({ Key, Size, ETag }): [string, Stored] => [
          Key.slice(prefix.length),
          { size: Size, md5: plainTag.exec(ETag ?? '')?.[1] ?? null },
        ]),
      );
    },
    async read(path) {
      return new Uint8Array(await run('s3', 'cp', at(path), '-', '--only-show-errors'));
    },
    async put(dir, { contentType, cacheControl }) {
      const headers = ['--content-type', contentType, '--cache-control', cacheControl];
      await run('s3', 'cp', dir, at(''), '--recursive', '--only-show-errors', ...headers);
    },
    async remove(paths) {
      for (let i = 0; i < paths.length; i += deletedAtOnce) {
        const names = paths.slice(i, i + deletedAtOnce).flatMap((path) => ['--include', path]);
        await run('s3', 'rm', at(''), '--recursive', '--only-show-errors', '--exclude', '*', ...names);
      }
    },
  };
}
