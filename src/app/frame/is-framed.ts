// Whether another site's page stands around this one: what it lays over a button can make a press mean something else.

/**
 * @param around the outermost window, `top`: one of another site tells nobody its origin, and throws
 * @param own this page's origin
 */
export function isFramed(around: { readonly origin: string } | null, own: string): boolean {
  try {
    return around?.origin !== own;
  } catch {
    return true;
  }
}
