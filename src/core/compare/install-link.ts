// The link on a poster or a sticker: where the app opens, a seat where one is named, and the fingerprint of the
// publisher that must answer there. All of it behind the `#`, which no browser sends to a server.

/** The fingerprint in a link: the whole guide id, or as many of its first digits as the printer had room for. */
const fingerprint = /^[0-9a-f]{16,64}$/;

/** A link's fragment taken apart. */
export interface InstallLink {
  /** The first 16 to 64 hex digits of the guide's id that the link wants. */
  readonly fingerprint: string;
  /** The fragment without them: "#/seat/NA-130". */
  readonly hash: string;
}

/**
 * The link for paper.
 * @param address where the app opens: "https://one.example/guide/"
 * @param guideId 64 hex digits
 * @param seat its code, "NA-130"; without one the link opens the first screen
 * @returns "https://one.example/guide/#/seat/NA-130/root/<64 hex digits>"
 */
export function installLink(address: string, guideId: string, seat?: string): string {
  const screen = seat === undefined ? '' : `seat/${encodeURIComponent(seat)}/`;
  return `${address}#/${screen}root/${guideId}`;
}

/**
 * Finds the fingerprint in a fragment: "#/seat/NA-130/root/<hex>", and "#/seat/NA-130?root=<hex>", which chat programs
 * cut more easily.
 * @param hash with its `#`
 * @returns null where there is none, or fewer digits than can be compared
 */
export function readInstallLink(hash: string): InstallLink | null {
  const given = /\/root\/([^/?]*)|\?(?:[^?]*&)?root=([^&/]*)/.exec(hash);
  const wanted = (given?.[1] ?? given?.[2] ?? '').toLowerCase();
  return fingerprint.test(wanted) ? { fingerprint: wanted, hash: withoutFingerprint(hash) } : null;
}

/** The rest of a fragment, also where its fingerprint was cut: "#/seat/NA-130" of "#/seat/NA-130/root/12ab". */
export function withoutFingerprint(hash: string): string {
  return hash.replace(/(\/root(\/.*)?|\?.*)$/, '');
}
