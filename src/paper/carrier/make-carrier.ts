// From a bundle to the page that carries it, and back: the one way for the app and the command line.
import type { Carrier } from '../../core/bundle/carrier.ts';
import { type CarrierPage, carrierPage } from './carrier.ts';
import { type ReadCarrierOptions, readCarrierContent } from './carrier-content.ts';
import { carrierShell } from './carrier-shell.ts';
import { carrierWords } from './carrier-words.ts';
import { judgePage, type PageState } from './judge-carrier.ts';

export interface MakeCarrierOptions extends ReadCarrierOptions {
  /** The languages of the page; those of the guide where it is left out. */
  readonly languages?: readonly string[] | undefined;
}

/**
 * Makes a carrier. The same bundle and languages give the same bytes.
 * @param bundle a stored zip of one edition
 * @throws AppError as readCarrierContent: a bundle that does not verify is not passed on
 */
export async function makeCarrier(bundle: Uint8Array, options: MakeCarrierOptions): Promise<CarrierPage> {
  const content = await readCarrierContent(bundle, options);
  const { languages: known, election } = content.head.guide;
  const asked = options.languages?.filter((tag) => known.includes(tag)) ?? known;
  const tags = asked.length > 0 ? asked : known.length > 0 ? known : ['en'];
  const words = await carrierWords(tags, election.digits);
  return carrierPage({ content, bundle, shell: carrierShell, words });
}

/** A carrier's page against the one that its bundle makes. */
export interface JudgedPage {
  readonly state: PageState;
  /** To be passed on in its place. */
  readonly clean: CarrierPage;
}

/**
 * Makes a carrier's page again from its bundle and compares.
 * @param page the file as received
 * @throws AppError as makeCarrier
 */
export async function judgeCarrier(
  page: Uint8Array,
  carrier: Carrier,
  options: ReadCarrierOptions,
): Promise<JudgedPage> {
  const clean = await makeCarrier(carrier.bundle, { ...options, languages: carrier.shell?.languages });
  return { state: judgePage(page, carrier.shell, clean), clean };
}
