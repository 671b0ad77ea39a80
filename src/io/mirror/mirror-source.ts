// One mirror over HTTPS as a source, for who has but one address. It takes a page of HTML for "not there": block pages
// and captive portals answer 200. Several mirrors are mirror-choice.ts.
import type { Accept, ReadOptions, Source } from '../../core/ports.ts';
import { askMirror, type MirrorLimits, patientLimits } from './ask-mirror.ts';

/**
 * @param baseUrl where the mirror's tree begins, with or without a slash at its end
 * @param options.fetch the function that asks; the platform's own by default
 * @param options.limits how slow it may be
 * @returns a source; its reads throw AppError `source/…`
 */
export function mirrorSource(
  baseUrl: string,
  options: { readonly fetch?: typeof fetch; readonly limits?: MirrorLimits } = {},
): Source {
  const base = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
  const limits = options.limits ?? patientLimits;
  const ask = options.fetch ?? ((input, init) => fetch(input, init));
  const readBytes = async (path: string, { maxBytes, signal }: ReadOptions): Promise<Uint8Array | null> => {
    const url = new URL(path, base).href;
    const mayRedirect = !path.startsWith('metadata/');
    const answer = await askMirror({ url, path, maxBytes, mayRedirect, signal, limits, fetch: ask });
    return answer.kind === 'bytes' ? answer.bytes : null;
  };
  return {
    isOnePlace: true,
    async read<T>(path: string, read: ReadOptions, accept: Accept<T>): Promise<T | null> {
      const bytes = await readBytes(path, read);
      return bytes === null ? null : accept(bytes);
    },
    async readEach(path, read, accept) {
      const bytes = await readBytes(path, read);
      if (bytes === null) return 0;
      await accept(bytes);
      return 1;
    },
  };
}
