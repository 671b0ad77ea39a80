// The page's one Trusted Types policy: it makes addresses of workers and nothing else. The page's Content-Security-Policy
// refuses every other policy and every other script address.

interface WorkerPolicy {
  createScriptURL(name: string): unknown;
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(name: string): string }): WorkerPolicy;
}

const workerName = /^sw-[0-9a-f]{16,64}\.js$/;

const rules = {
  createScriptURL(name: string): string {
    if (!workerName.test(name)) throw new TypeError('not the name of a worker');
    return new URL(name, new URL('./', location.href)).href;
  },
};

const policy = createPolicy();

function createPolicy(): WorkerPolicy {
  // Only Chromium, and newer versions of the others, have it.
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  return trustedTypes ? trustedTypes.createPolicy('nishan', rules) : rules;
}

/**
 * The address of the service worker, for `register` and workbox-window: a TrustedScriptURL where the browser knows them.
 * @param name the `worker` field of verified app.json: "sw-<hash>.js"
 * @throws TypeError for any other name
 */
export function workerUrl(name: string): string {
  return policy.createScriptURL(name) as string;
}
