// `nishan box --kit`: a folder for a box that has no Node: the mirror, its page, the files, the configuration.
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { readContent } from '../../../doors/box/box-content.ts';
import type { BoxCertificate } from '../../../doors/box/certificate.ts';
import { boxAddress, kitFiles } from '../../../doors/box/kit-files.ts';
import { portalPage, portalPolicy } from '../../../doors/box/portal-page.ts';
import type { BoxContent } from '../../../doors/box.ts';
import { folderSource } from '../../build/folders/folder-source.ts';
import { FaultError } from '../../content/fault.ts';
import { makeFolders } from '../../make-folders.ts';
import { headersFor, parseHeaders } from '../../serve/headers.ts';
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
      `${options.kit}: edition ${content.about.edition}, ${counted(content.offers.length, 'file')} for phones that save.`,
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
  await cp(mirror, join(dir, 'site'), { recursive: true, dereference: true });
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

async function refuseUsed(kit: string): Promise<void> {
  const names = await readdir(kit).catch((error: unknown): string[] => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw stop(kit, 'is not a folder that can be read');
  });
  if (names.length > 0) throw stop(kit, 'has files in it');
}

function stop(file: string, message: string): FaultError {
  const fix = 'name a new or an empty folder with --kit; nothing was written';
  return new FaultError([{ severity: 'error', code: 'kit-folder', file, message, fix }]);
}
