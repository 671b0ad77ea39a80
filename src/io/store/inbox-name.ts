// Where the inbox is, apart from what reads it: a deletion needs the name alone.
/** The name of the cache that is the inbox. @param scope the app's own address, a whole URL that ends in "/" */
export function inboxName(scope: string): string {
  return `nishan-inbox ${scope}`;
}
