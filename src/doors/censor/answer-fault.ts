// Faults in the answer itself: another status, a page in its place, a changed bit, missing headers.
import type { FaultName, Plan } from './faults.ts';
import type { Answer } from './upstream.ts';

const page =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Blocked</title><h1>This address is blocked.</h1></html>\n';
/** What stands between has no reason to let other sites read it: no CORS, like the ones in the wild. */
const html = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };

/** The page that a censor shows. */
export const blockPage: Answer = { status: 200, headers: html, body: new TextEncoder().encode(page) };

/**
 * Changes an answer.
 * @param blockUrl where a redirect leads
 */
export function spoilAnswer(fault: FaultName | undefined, answer: Answer, blockUrl: string): Answer {
  switch (fault) {
    case '403':
    case '451':
      return { ...blockPage, status: Number(fault) };
    case 'block-page':
      return blockPage;
    case 'redirect':
      return { status: 302, headers: { location: blockUrl, 'cache-control': 'no-store' }, body: new Uint8Array() };
    case 'flip':
      return { ...answer, body: flipMiddle(answer.body) };
    case 'no-cors':
      return { ...answer, headers: withoutCors(answer.headers) };
    default:
      return answer;
  }
}

/** Whether a fault needs the plain bytes: inside or behind a compressed answer it would only break the unpacking. */
export function wantsPlainBytes({ answer, sending }: Plan): boolean {
  return answer === 'flip' || sending === 'endless';
}

function flipMiddle(body: Uint8Array): Uint8Array {
  const flipped = new Uint8Array(body);
  const middle = flipped.length >> 1;
  if (flipped.length > 0) flipped[middle] = (flipped[middle] ?? 0) ^ 1;
  return flipped;
}

function withoutCors(headers: Answer['headers']): Answer['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^access-control-|^timing-allow-/.test(name)));
}
