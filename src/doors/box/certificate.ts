// The certificate of a box: of a subdomain that the publisher owns, fetched while there was internet. Phones install
// from nothing else. RFC 5280; names by RFC 9525, DNS names alone.
import { createPrivateKey, X509Certificate } from 'node:crypto';

export interface BoxCertificate {
  /** PEM, as read: the chain too. */
  readonly cert: string;
  readonly key: string;
  /** Every DNS name in it, "*.example.org" among them. */
  readonly names: readonly string[];
  /** The one that the box goes by. */
  readonly name: string;
  /** Whole days until it ends. */
  readonly daysLeft: number;
  readonly ends: Date;
}

/** Why it cannot be used, and what would mend it. */
export interface CertificateProblem {
  readonly problem: string;
  readonly fix: string;
}

export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
  /** Where the certificate has several names, or a wildcard. */
  readonly domain?: string | undefined;
}

const dayMs = 86_400_000;
/** Below this it is time to fetch the next one. */
export const warnBelowDays = 14;

/** @returns the certificate, or what is wrong with it */
export function readCertificate(
  { cert, key, domain }: CertificateFiles,
  now: Date,
): BoxCertificate | CertificateProblem {
  const parsed = parse(cert);
  if (!parsed) return wrong('the file of --cert holds no certificate', 'give the PEM file with the whole chain');
  const names = [...(parsed.subjectAltName ?? '').matchAll(/DNS:([^,\s"]+)/g)].map((match) => match[1] ?? '');
  if (!isKeyOf(parsed, key)) {
    return wrong('the key is not the key of the certificate', 'give the two files that were fetched together');
  }
  const [from, ends] = [new Date(parsed.validFrom), new Date(parsed.validTo)];
  if (now < from) {
    return wrong(`the certificate begins at ${from.toISOString()}`, "set this computer's clock, which is before that");
  }
  if (now >= ends) {
    const fix = "fetch a new one where there is internet; or set this computer's clock, if it is wrong";
    return wrong(`the certificate ended at ${ends.toISOString()}, and phones refuse it`, fix);
  }
  const name = domain ?? names.find((each) => !each.startsWith('*'));
  if (name === undefined) {
    return wrong(`the certificate has no whole name (${names.join(', ')})`, 'name one with --domain guide.example.org');
  }
  if (parsed.checkHost(name, { wildcards: true, subject: 'never' }) === undefined) {
    return wrong(`the certificate is for ${names.join(', ') || 'no name'}, not for ${name}`, 'correct --domain');
  }
  const daysLeft = Math.floor((ends.getTime() - now.getTime()) / dayMs);
  return { cert, key, names, name, daysLeft, ends };
}

function parse(cert: string): X509Certificate | null {
  try {
    return new X509Certificate(cert);
  } catch {
    return null;
  }
}

function isKeyOf(certificate: X509Certificate, key: string): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

function wrong(problem: string, fix: string): CertificateProblem {
  return { problem, fix };
}
