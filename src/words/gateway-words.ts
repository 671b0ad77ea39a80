// The texts of the gateway's replies and of what volunteers pass on, but for those of a seat (sms-words.ts): no phone loads
// them. Kept short: in Urdu one SMS holds seventy letters.
import english from './gateway/en.json';
import type { Message } from './locale.ts';

export type GatewayKey = keyof typeof english;

const files = import.meta.glob<Readonly<Record<GatewayKey, Message>>>(['./gateway/*.json', '!./gateway/en.json'], {
  import: 'default',
});

/** The tags that there are texts for. */
export const gatewayLanguages: readonly string[] = [
  'en',
  ...Object.keys(files).map((path) => path.replace(/^.*\/|\.json$/g, '')),
];

/** Its texts alone. @param tag one of `gatewayLanguages`; English for any other */
export async function loadGatewayTexts(tag: string): Promise<Readonly<Record<GatewayKey, Message>>> {
  return (await files[`./gateway/${tag}.json`]?.()) ?? english;
}
