// Where the pages of seats lie on a mirror. They are not signed: a page is made again from what is, and compared.

/** Everything below it is made from signed content, or is listed in signed app.json. */
export const seatFolder = 's/';
/** The one script of every such page: it begins the app. */
export const seatScriptPath = 's/open.js';

/** A seat's page. */
export function seatPagePath(code: string): string {
  return `${seatFolder}${code}.html`;
}

/**
 * The seat that a path below the app asks for, as a page or, as some hosts write it, without its ending.
 * @returns its code; null for anything else
 */
export function seatOfPath(path: string): string | null {
  if (path === seatScriptPath) return null;
  return /^s\/([A-Za-z0-9][A-Za-z0-9._-]{0,63}?)(?:\.html)?$/.exec(path)?.[1] ?? null;
}
