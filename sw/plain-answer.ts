// Which answers of a host may be kept as they came: those that say nothing beside their bytes that a browser would act upon
// later. Not about the bytes: their hash is the list's affair.

/** What says how the bytes came, or counts for a page alone and not for a script. */
const idle =
  /^(accept-ranges|access-control-[a-z-]+|age|alt-svc|cache-control|cf-[a-z-]+|connection|content-(encoding|length|security-policy|type)|cross-origin-(embedder|opener|resource)-policy|date|etag|expires|keep-alive|last-modified|permissions-policy|server|strict-transport-security|transfer-encoding|vary|via|x-(cache|cache-hits|content-type-options|fastly-request-id|github-request-id|proxy-cache|served-by|timer))$/;

/** @param response an answer to a request for a script */
export function isPlainAnswer(response: Response): boolean {
  const { headers, redirected } = response;
  if (redirected || headers.get('vary')?.includes('*')) return false;
  let isPlain = true;
  headers.forEach((value, name) => {
    // Later files of the app are asked for by the rule of the script that asks.
    if (!idle.test(name) && !(name === 'referrer-policy' && value === 'no-referrer')) isPlain = false;
  });
  return isPlain;
}
