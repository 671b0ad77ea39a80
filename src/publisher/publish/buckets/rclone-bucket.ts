// A bucket through `rclone`, with the credentials of the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY).
import { parseJson } from '../../../core/json.ts';
import { integer, list, object, readShape, text } from '../../../core/shape.ts';
import { runTool } from '../run-tool.ts';
import type { Bucket, BucketPlace, Stored } from './bucket.ts';

const listing = list(
  object({ Path: text(1_024), Size: integer(0) }, { Hashes: object({}, { md5: text(32) }) }),
  200_000,
);
const maxListingBytes = 67_108_864;
/** rclone's word for a folder that is not there. */
const notThere = 3;

export function rcloneBucket(place: BucketPlace): Bucket {
  const get = 'install rclone, or the AWS command line';
  const endpoint = place.endpoint === null ? '' : `,endpoint="${place.endpoint.replace(/"/g, '""')}"`;
  const provider = place.endpoint === null ? 'AWS' : 'Other';
  const remote = `:s3,provider=${provider},env_auth=true${endpoint}:${place.bucket}/${place.prefix}`;
  const at = (path: string): string => `${remote}${place.prefix === '' ? '' : '/'}${path}`;
  return {
    async list() {
      const args = ['lsjson', '--recursive', '--files-only', '--hash', '--hash-type', 'md5', remote];
      const { code, out } = await runTool('rclone', args, { get, mayEnd: [notThere] });
      const found = code === notThere ? [] : readShape(listing, parseJson(out, maxListingBytes));
      return new Map(
        found.map(({ Path, Size, Hashes }): [string, Stored] => [Path, { size: Size, md5: Hashes?.md5 || null }]),
      );
    },
    async read(path) {
      return new Uint8Array((await runTool('rclone', ['cat', at(path)], { get })).out);
    },
    async put(dir, { contentType, cacheControl }) {
      const headers = [`Content-Type: ${contentType}`, `Cache-Control: ${cacheControl}`];
      const words = headers.flatMap((header) => ['--header-upload', header]);
      await runTool('rclone', ['copy', dir, remote, '--ignore-times', '--no-traverse', ...words], { get });
    },
    async remove(paths) {
      const input = paths.map((path) => `${path}\n`).join('');
      await runTool('rclone', ['delete', remote, '--files-from-raw', '-'], { get, input });
    },
  };
}
