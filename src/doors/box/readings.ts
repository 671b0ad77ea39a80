// The guide as pages that any browser reads without the app, one a region. Each is made when somebody opens it: those of a
// whole country take longer than a phone waits.

import { exportBundle } from '../../core/bundle/export.ts';
import { encodeUtf8 } from '../../core/bytes.ts';
import { AppError } from '../../core/errors.ts';
import { makeCarrier } from '../../paper/carrier/make-carrier.ts';
import { type BoxGuide, fileName, type Offer } from './box-guide.ts';

/** A page to be read. */
export interface Reading extends Pick<Offer, 'file' | 'region'> {
  /** UTF-8. Made once, however many ask. @throws AppError where it cannot be made */
  page(): Promise<Uint8Array>;
}

/** One for each region; for a guide of one region it stands for the whole. */
export function readingsOf(from: BoxGuide): readonly Reading[] {
  const { regions } = from.guide;
  return regions.map((region) => {
    let made: Promise<Uint8Array> | null = null;
    const page = (): Promise<Uint8Array> => {
      made ??= makePage(from, region.id);
      return made;
    };
    return { file: `${fileName(from, region.id)}.html`, region: regions.length > 1 ? region : null, page };
  });
}

async function makePage({ vault, options }: BoxGuide, region: string): Promise<Uint8Array> {
  const exported = await exportBundle(vault, { ...options, regions: [region] });
  if (!exported || exported.leftOut.length > 0) throw new AppError('source/missing', { path: region });
  return encodeUtf8((await makeCarrier(exported.bytes, options)).html);
}
