// Slips: their form, their letters, and what is taken in where they are signed by the right key.

import { isSameBytes } from '../../../src/core/bytes.ts';
import { decodeBase64Url, encodeBase64Url } from '../../../src/core/encoding/base64url.ts';
import { encodeSlip, joinSlip, parseSlip, type Slip } from '../../../src/core/slip/slip.ts';
import { decodeSlipText, encodeSlipText, fullName, smallName } from '../../../src/core/slip/slip-text.ts';
import { slipMessage, verifySlip } from '../../../src/core/slip/verify-slip.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { changeBytes } from '../change-bytes.ts';
import { changeText, oddTexts } from '../change-text.ts';
import type { Random } from '../random.ts';
import { fuzzKey, fuzzRoot } from '../sign-again.ts';
import { type FuzzTarget, mustHold } from '../target.ts';
import { changeAsText, textOf, utf8 } from './inputs.ts';

const id = guideId(fuzzRoot);
const signer = { role: { keyids: [fuzzKey.id], threshold: 1 }, keys: { [fuzzKey.id]: fuzzKey.publicKey } };
const sample: Slip = {
  guide: id.slice(0, 16),
  edition: 12,
  issued: '2027-01-25',
  contest: 'NA-130',
  isNotFinal: false,
  isIncomplete: true,
  voids: null,
  languages: ['ur', 'en'],
  candidates: [
    { serial: 1, name: { ur: 'محمد علی', en: 'Muhammad Ali' }, symbol: 'kite', isWithdrawn: false },
    { serial: 2, name: { ur: 'فاطمہ', en: "Fatima D'Souza (late)" }, symbol: null, isWithdrawn: true },
    { serial: 9, name: { en: 'McX-Y' }, symbol: 'boat', isWithdrawn: false },
  ],
  roots: [fuzzRoot],
};

export function slipTargets(): readonly FuzzTarget[] {
  const seeds = [sample, { ...sample, voids: 3, roots: [] }, { ...sample, candidates: [] }].map(signed);
  return [
    { name: 'slip', seeds, change: changeBytes, run: (bytes) => mustComeBack(parseSlip(bytes).slip) },
    {
      name: 'slip-signed',
      seeds,
      share: 0.06,
      change: (random) => signed(otherSlip(random)),
      run(bytes) {
        const parsed = parseSlip(bytes);
        mustComeBack(parsed.slip);
        const taken = verifySlip(parsed, signer, id, 1, ed25519Verifiers);
        mustHold(taken.guide === id.slice(0, 16), 'a slip of this guide');
        const bent = bytes.slice();
        bent[20] = (bent[20] ?? 0) ^ 1;
        let isTaken = true;
        try {
          verifySlip(parseSlip(bent), signer, id, 1, ed25519Verifiers);
        } catch {
          isTaken = false;
        }
        mustHold(!isTaken, 'a changed slip is not taken');
      },
    },
    {
      name: 'slip-letters',
      seeds: ['Ali', 'محمد علی', 'McX-Y', '^Bob', 'D. o.Neil (x)', '😀'].map(utf8),
      change: changeAsText,
      run(bytes) {
        const text = textOf(bytes);
        mustHold(fullName(smallName(text)) === text, 'a name comes back');
        const whole = /[\ud800-\udfff]/u.test(text) ? '' : text;
        mustHold(decodeSlipText(encodeSlipText(whole)) === whole, 'a text comes back');
        const read = decodeSlipText(bytes);
        mustHold(decodeSlipText(encodeSlipText(read)) === read, 'and so does what was read');
        mustHold(isSameBytes(decodeBase64Url(encodeBase64Url(bytes)), bytes), 'letters come back');
      },
    },
  ];
}

function signed(slip: Slip): Uint8Array {
  try {
    const content = encodeSlip(slip, 1);
    return joinSlip(content, [fuzzKey.sign(slipMessage(id, content))]);
  } catch {
    return signed(sample);
  }
}

/** What is printed is what is read. */
function mustComeBack(slip: Slip): void {
  const again = parseSlip(joinSlip(encodeSlip(slip, 1), [new Uint8Array(64)])).slip;
  const told = (each: Slip): string => JSON.stringify({ ...each, roots: each.roots.length });
  mustHold(told(again) === told(slip), 'a slip comes back');
}

function otherSlip(random: Random): Slip {
  const text = (from: string): string => (random.chance(0.3) ? changeText(random, from, oddTexts) : from);
  const number = (from: number): number => (random.chance(0.2) ? random.pick([0, 1, 2 ** 32 - 1, 1e9, -1, 0.5]) : from);
  return {
    ...sample,
    edition: number(sample.edition),
    contest: text(sample.contest),
    voids: random.chance(0.2) ? number(3) : null,
    languages: sample.languages.map(text),
    candidates: sample.candidates.flatMap((each) =>
      Array.from({ length: random.chance(0.1) ? random.int(40) : 1 }, () => ({
        ...each,
        serial: number(each.serial),
        name: Object.fromEntries(Object.entries(each.name).map(([language, name]) => [language, text(name)])),
        symbol: each.symbol === null ? null : text(each.symbol),
      })),
    ),
    roots: random.chance(0.5) ? [] : sample.roots,
  };
}
