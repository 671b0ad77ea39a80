// For the bundler: the bill of materials of what ships to voters, as CycloneDX 1.5 beside the app. Made from the lockfile
// alone, without a date or a number of its own, so that two builds give the same bytes. What builds the app is no part of
// it: the lockfile's own hash stands for that.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shippedLicenceTexts } from '../plugins/shipped-licences.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const sbomFile = 'sbom.cdx.json';

/** A vite plugin. */
export function sbom() {
  return {
    name: 'sbom',
    /** @this {{ emitFile(file: { type: 'asset', fileName: string, source: string }): string }} */
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: sbomFile, source: `${JSON.stringify(makeSbom(), null, 1)}\n` });
    },
  };
}

/** The bill as an object; components in the order of their names. */
export function makeSbom() {
  const lockText = readFileSync(join(root, 'package-lock.json'));
  const lock = JSON.parse(lockText.toString('utf8')).packages;
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': purl(name, version),
        name,
        version,
        licenses: licences(license),
        purl: purl(name, version),
        properties: [{ name: 'package-lock.json:sha256', value: createHash('sha256').update(lockText).digest('hex') }],
      },
    },
    components: shippedLicenceTexts().packages.map(({ name: each, version: of, licence, notice }) => ({
      type: 'library',
      'bom-ref': purl(each, of),
      name: each,
      version: of,
      scope: 'required',
      hashes: hashes(lock[`node_modules/${each}`]?.integrity),
      licenses: licences(licence),
      copyright: notice,
      purl: purl(each, of),
    })),
  };
}

function purl(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** One id, or an expression where there is a choice. */
function licences(licence) {
  return / (OR|AND) /.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }];
}

/** The lockfile's "sha512-…" in base64, as hex. */
function hashes(integrity = '') {
  const [, base64] = /^sha512-([A-Za-z0-9+/=]+)$/.exec(integrity) ?? [];
  return base64 === undefined ? [] : [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }];
}
