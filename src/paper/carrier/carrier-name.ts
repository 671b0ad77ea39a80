// What a carrier's file is called: region, edition and date, in letters that every phone and memory card keeps.

/** What a name says. */
export interface CarrierNameParts {
  /** Ids of the regions in it. */
  readonly regions: readonly string[];
  /** These are all regions of the guide. */
  readonly isWhole: boolean;
  readonly edition: number;
  /** ISO instant. */
  readonly issued: string;
  /** Nobody stands behind it yet. */
  readonly isDraft?: boolean;
}

const maxNamed = 3;
const maxRegionLength = 60;

/** @returns "lahore-edition-12-2027-01-25.html" */
export function carrierName({ regions, isWhole, edition, issued, isDraft = false }: CarrierNameParts): string {
  // A guide without regions, or with one, is whole too: "all" says nothing of it.
  const isAll = isWhole && regions.length > 1;
  const named = regions.length === 0 ? 'guide' : regions.join('-');
  const many = regions.length > maxNamed || named.length > maxRegionLength;
  const what = isAll ? 'all' : many ? `${regions.length}-regions` : named;
  return `${isDraft ? 'draft-' : ''}${what.replace(/[^a-z0-9-]+/g, '-')}-edition-${edition}-${issued.slice(0, 10)}.html`;
}
