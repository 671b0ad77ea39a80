// Which host answers, as far as it tells: only to give a fix in that host's own words.

export type Host = 'nginx' | 'caddy' | 'github' | 'cloudflare' | 's3' | 'other';

const byName: readonly (readonly [RegExp, Host])[] = [
  [/\.github\.io$/, 'github'],
  [/\.pages\.dev$/, 'cloudflare'],
  [/(^|\.)s3[.-][a-z0-9.-]*amazonaws\.com$|\.r2\.(dev|cloudflarestorage\.com)$|\.backblazeb2\.com$/, 's3'],
];
const byServer: readonly (readonly [RegExp, Host])[] = [
  [/^github/i, 'github'],
  [/^amazons3|^minio|^ceph/i, 's3'],
  [/^(nginx|openresty)/i, 'nginx'],
  [/^caddy/i, 'caddy'],
  [/^cloudflare/i, 'cloudflare'],
];

/**
 * The name first: a host behind another one answers with that one's word.
 * @param server the Server header of an answer
 */
export function hostOf(url: URL, server: string): Host {
  const named = byName.find(([pattern]) => pattern.test(url.hostname));
  return (named ?? byServer.find(([pattern]) => pattern.test(server)))?.[1] ?? 'other';
}
