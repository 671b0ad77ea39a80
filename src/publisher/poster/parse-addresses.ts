// Addresses for paper: what was typed, else what the guide names.
import type { Guide } from '../../core/guide/guide.ts';
import { type CarrierAddress, carrierAddresses } from '../../paper/carrier/carrier-hands.ts';
import { FaultError } from '../content/fault.ts';

/**
 * @param typed "https://one.example/guide/,https://two.example/"
 * @throws FaultError for what is no https address of a folder
 */
export function parseAddresses(typed: string | undefined, guide: Pick<Guide, 'mirrors'>): readonly CarrierAddress[] {
  if (typed === undefined) return carrierAddresses(guide);
  return typed.split(',').map((each) => {
    const text = each.trim();
    if (!/^https:\/\/[^\s"'<>\\?#]+$/.test(text) || !URL.canParse(text)) {
      const fix = 'give https addresses without ? and #: --address https://example.org/guide/';
      throw new FaultError([
        { severity: 'error', code: 'address', file: '--address', message: `"${text}" is no address of an app`, fix },
      ]);
    }
    const url = text.endsWith('/') ? text : `${text}/`;
    return { url, shown: url.replace(/^https:\/\/|\/$/g, '') };
  });
}
