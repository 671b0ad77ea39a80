// What every request for the guide has in common. Fetch Standard.

/** No request says anything about who asks, or leaves a trace in the browser's cache. */
export const saysNothing = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' } as const;
