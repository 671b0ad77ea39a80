// What a host should send with a file, for targets that are told it file by file: the same rules as the `_headers` file.
import { type HeaderRules, headersFor, parseHeaders } from '../serve/headers.ts';
import { mimeType } from '../serve/mime.ts';
import { contentPolicy, headersFile } from '../shell/policy.ts';

export interface FileHeaders {
  readonly contentType: string;
  readonly cacheControl: string;
}

let rules: HeaderRules | null = null;

/** @param path below the mirror */
export function fileHeaders(path: string): FileHeaders {
  rules ??= parseHeaders(headersFile(contentPolicy('', false)));
  // What has no rule of its own, an icon, is small and may be looked at again.
  return { contentType: mimeType(path), cacheControl: headersFor(rules, `/${path}`)['Cache-Control'] ?? 'no-cache' };
}
