// `nishan box --kit`: a folder for a box that has no Node: the mirror, its page, the files, the configuration.
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { readContent } from '../../../doors/box/box-content.ts';
import type { BoxCertificate } from '../../../doors/box/certificate.ts';
import { boxAddress, kitFiles } from '../../../doors/box/kit-files.ts';
import { portalPage, portalPolicy } from '../../../doors/box/portal-page.ts';
import type { BoxContent } from '../../../doors/box.ts';
import { folderSource } from '../../build/folders/folder-source.ts';
import { FaultError } from '../../content/fault.ts';
import { makeFolders } from '../../make-folders.ts';
import { type HeaderRules, headersFor, parseHeaders } from '../../serve/headers.ts';
import { contentPolicy, headersFile } from '../../shell/policy.ts';
import { counted } from '../counted.ts';
import type { Output } from '../output.ts';

export interface KitOptions {
  readonly mirror: string;
  readonly kit: string;
  /** A name for a kit without a certificate; else the certificate's. */
  readonly domain?: string | undefined;
  readonly certificate: BoxCertificate | null;
}

/** @returns the exit code. @throws FaultError where the folder is in use; AppError where the mirror is not whole */
export async function writeBoxKit(options: KitOptions, output: Output): Promise<number> {
  const kit = resolve(options.kit);
  await refuseUsed(kit);
  output.progress('reading the mirror as a phone does');
  await makeFolders(dirname(kit));
  // Beside it, so that there is a whole kit or none.
  const staged = await mkdtemp(join(dirname(kit), `.${basename(kit)}.kit-`));
  try {
    const content = await fillKit(options, staged);
    await rmdir(kit).catch(() => undefined);
    await rename(staged, kit);
    output.out(
      `${options.kit}: edition ${content.about.edition}, ${counted(content.readings.length, 'page')} to read, ${counted(content.offers.length, 'file')} for phones that save.`,
    );
    output.out(`Next: read ${join(options.kit, 'README.md')}, copy the folder to the box, run install.sh there.`);
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
  return 0;
}

async function fillKit({ mirror, domain, certificate }: KitOptions, dir: string): Promise<BoxContent> {
  for (const folder of ['portal/files', 'etc', ...(certificate ? ['tls'] : [])]) {
    await mkdir(join(dir, folder), { recursive: true });
  }
  const content = await readContent(folderSource(mirror), new Date(), join(dir, 'portal/files'));
  for (const { file, page } of content.readings) await writeFile(join(dir, 'portal/files', file), await page());
  await copyMirror(mirror, join(dir, 'site'));
  const app = certificate && {
    url: `https://${certificate.name}/`,
    lasts: { until: certificate.ends.toISOString() },
  };
  const here = `http://${certificate === null ? (domain ?? boxAddress) : boxAddress}/`;
  for (const language of content.languages) {
    await writeFile(join(dir, 'portal', `${language.tag}.html`), portalPage({ ...content, app, here }, language));
  }
  if (certificate) {
    await writeFile(join(dir, 'tls/fullchain.pem'), certificate.cert);
    await writeFile(join(dir, 'tls/privkey.pem'), certificate.key, { mode: 0o600 });
  }
  const usual = () => headersFile(contentPolicy('', false));
  const rules = parseHeaders(await readFile(join(mirror, '_headers'), 'utf8').catch(usual));
  refuseUnquoted(rules, join(mirror, '_headers'));
  const [first, ...others] = content.languages;
  const texts = kitFiles({
    domain: certificate?.name ?? null,
    ends: certificate?.ends ?? null,
    languages: [first.tag, ...others.map(({ tag }) => tag)],
    edition: content.about.edition,
    headersFor: (path) => headersFor(rules, path),
    pagePolicy: portalPolicy,
  });
  for (const [path, text] of texts) {
    await writeFile(join(dir, path), text, { mode: path.endsWith('.sh') ? 0o755 : 0o644 });
  }
  return content;
}

/** What is lent on to a room: a link may lead to its lender's own files, and a device has no end. */
async function copyMirror(mirror: string, site: string): Promise<void> {
  const root = await realpath(mirror);
  const refuseOdd = async (path: string): Promise<boolean> => {
    const real = await realpath(path);
    const info = await stat(real);
    const isInside = real === root || real.startsWith(root + sep);
    if (isInside && (info.isFile() || info.isDirectory())) return true;
    throw stop(
      'odd-file',
      path,
      isInside ? 'is no file' : 'leads out of the mirror',
      'look at it, and remove it from the mirror',
    );
  };
  await cp(root, site, { recursive: true, dereference: true, filter: refuseOdd });
}

/**
 * The values go between quotes into a configuration that root installs, and nothing in nginx takes a quote's or a variable's meaning away.
 */
function refuseUnquoted(rules: HeaderRules, file: string): void {
  for (const [name, value] of rules.flatMap(({ headers }) => headers)) {
    if (!/["\\$]/.test(value)) continue;
    const fix = 'take the `_headers` of a build, or none';
    throw stop('odd-header', file, `has a value that no web server's configuration can hold: ${name}`, fix);
  }
}

async function refuseUsed(kit: string): Promise<void> {
  const names = await readdir(kit).catch((error: unknown): string[] => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw stop('kit-folder', kit, 'is not a folder that can be read', useOther);
  });
  if (names.length > 0) throw stop('kit-folder', kit, 'has files in it', useOther);
}

const useOther = 'name a new or an empty folder with --kit; nothing was written';

function stop(code: string, file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code, file, message, fix }]);
}
