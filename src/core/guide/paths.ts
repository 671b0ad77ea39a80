// The target paths of a guide, as they are signed. A mirror serves `a/b` at `targets/a/<sha256>.b`.

/** The head: what every region needs. */
export const guidePath = 'guide/guide';
export const symbolsPath = 'guide/symbols';
export const partiesPath = 'guide/parties';
export const pagesPath = 'guide/pages';
export const noticesPath = 'guide/notices';
export const eventsPath = 'guide/events';
export const mediaPath = 'guide/media';
/** What changed over the editions, seat by seat; fetched only when somebody asks. */
export const historyPath = 'guide/history';
/** The same for feed readers, at an address that stays the same: the history names its hash. */
export const feedFile = 'feed.json';
/** The app's files by hash. */
export const appPath = 'app/app.json';

/** The targets that every guide has, in the order in which they are fetched. */
export const headPaths: readonly string[] = [guidePath, symbolsPath, partiesPath, pagesPath, noticesPath];

/** A region's contests and candidates. */
export function shardPath(region: string): string {
  return `regions/${region}`;
}

/** Which regions hold a name, for one language. */
export function namesPath(language: string): string {
  return `names/${language}`;
}

/** The one small bundle that answers a seat of this region first. */
export function firstPath(region: string): string {
  return `first/${region}.zip`;
}

/** The head alone as a small bundle. */
export const firstHeadPath = 'first/head.zip';
