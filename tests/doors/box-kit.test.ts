import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { listFiles } from '../../src/publisher/build/folders/list-files.ts';
import { box } from '../../src/publisher/commands/mirrors/box.ts';
import { writeSmallShell } from '../harness/mirrors/small-shell.ts';
import { makeAuthority } from '../harness/servers/authority.ts';
import { findNginx } from '../harness/servers/nginx.mjs';
import { builtExample, catchOutput, exampleGuide } from '../publisher/build/guide-in-folder.ts';

const run = promisify(execFile);
const never = new Promise<void>(() => undefined);
const nginx = findNginx();

/** A kit of the example guide, with a certificate for "guide.test" where it is wanted. */
async function makeKit(isCertified: boolean): Promise<{ readonly kit: string; readonly mirror: string }> {
  const guide = await exampleGuide();
  const shell = await writeSmallShell("const lists='@@nishan-shell@@';");
  onTestFinished(() => shell.remove());
  await guide.build({ shell: shell.dir });
  const kit = join(guide.folder, 'kit');
  const words = { mirror: guide.mirror, kit };
  if (!isCertified) {
    expect(await box({ ...words, domain: 'guide.test' }, never, catchOutput())).toBe(0);
    return { kit, mirror: guide.mirror };
  }
  const pair = await (await makeAuthority()).issue(['guide.test']);
  const files = { cert: join(guide.folder, 'cert.pem'), key: join(guide.folder, 'key.pem') };
  await writeFile(files.cert, pair.cert);
  await writeFile(files.key, pair.key);
  expect(await box({ ...words, ...files }, never, catchOutput())).toBe(0);
  return { kit, mirror: guide.mirror };
}

describe('a kit', () => {
  it('has the whole mirror, the page in each language, the files, and steps', async () => {
    const { kit, mirror } = await makeKit(true);
    expect(await listFiles(join(kit, 'site'))).toEqual(await listFiles(mirror));
    const others = (await listFiles(kit)).filter((path) => !path.startsWith('site/'));
    expect(others.filter((path) => path.startsWith('portal/files/'))).toHaveLength(9);
    expect(others).toEqual(
      expect.arrayContaining(['README.md', 'install.sh', 'etc/nginx.conf', 'portal/en.html', 'portal/ur.html']),
    );
    expect(await readFile(join(kit, 'portal/en.html'), 'utf8')).toMatch(
      /https:\/\/guide\.test\/.*The box can do this until/s,
    );
    expect(await readFile(join(kit, 'README.md'), 'utf8')).toContain('https://guide.test/');
    if (process.platform !== 'win32') expect((await stat(join(kit, 'tls/privkey.pem'))).mode & 0o077).toBe(0);
  });

  it('without a certificate has no https and says so', async () => {
    const { kit } = await makeKit(false);
    expect(existsSync(join(kit, 'tls'))).toBe(false);
    expect(await readFile(join(kit, 'etc/nginx.conf'), 'utf8')).not.toMatch(/443|tls/);
    const page = await readFile(join(kit, 'portal/en.html'), 'utf8');
    expect(page).toContain('This box cannot install the app');
    expect(page).toContain('http://guide.test/');
  });

  it.runIf(process.platform !== 'win32')('has a script that a shell can read and that asks first', async () => {
    const { kit } = await makeKit(false);
    await run('sh', ['-n', join(kit, 'install.sh')]);
    const script = await readFile(join(kit, 'install.sh'), 'utf8');
    expect(script).toMatch(/^#!\/bin\/sh\n(#.*\n)+set -eu\n/);
    const asks = script.indexOf('read -r answer');
    for (const change of ['rm -', 'mv ', 'cp ', 'systemctl']) expect(script.indexOf(change)).toBeGreaterThan(asks);
    expect((await stat(join(kit, 'install.sh'))).mode & 0o111).not.toBe(0);
    // Not root, without its tools, or told no: each ends it before anything is changed.
    const before = existsSync('/srv/nishan-box');
    const ended = await new Promise<{ code: number | null; said: string }>((resolve) => {
      const child = spawn('sh', [join(kit, 'install.sh')], { stdio: ['pipe', 'pipe', 'pipe'] });
      let said = '';
      const hear = (part: Buffer): void => {
        said += String(part);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.stdin.on('error', () => undefined);
      child.stdin.end('no\n');
      child.once('close', (code) => resolve({ code, said }));
    });
    expect(ended.code).toBe(1);
    expect(ended.said).toMatch(/Run it as root|Install these first|Nothing was changed/);
    expect(existsSync('/srv/nishan-box')).toBe(before);
  });

  it('leaves a folder alone that has something in it', async () => {
    const guide = await builtExample();
    const kit = join(guide.folder, 'kit');
    await mkdir(kit);
    await writeFile(join(kit, 'mine'), 'mine');
    await expect(box({ mirror: guide.mirror, kit }, never, catchOutput())).rejects.toThrow(/has files in it.*nothing/);
    expect(await listFiles(kit)).toEqual(['mine']);
  });
});

describe('a kit of a mirror that somebody lent on', () => {
  async function kitOf(change: (mirror: string, outer: string) => Promise<unknown>): Promise<string> {
    const guide = await builtExample();
    await change(guide.mirror, guide.folder);
    const kit = join(guide.folder, 'kit');
    const pair = await (await makeAuthority()).issue(['guide.test']);
    const files = { cert: join(guide.folder, 'cert.pem'), key: join(guide.folder, 'key.pem') };
    await Promise.all([writeFile(files.cert, pair.cert), writeFile(files.key, pair.key)]);
    await box({ mirror: guide.mirror, kit, ...files }, never, catchOutput());
    return readFile(join(kit, 'etc/nginx.conf'), 'utf8');
  }

  it.each([
    'x"; } server { listen 8080 default_server; root /; autoindex on; } map $uri $x { default "',
    'x$http_cookie',
    'x\\',
  ])('puts nothing of its headers into the configuration but their values: %s', async (value) => {
    const change = (mirror: string) => writeFile(join(mirror, '_headers'), `/*\n  Cache-Control: ${value}\n`);
    await expect(kitOf(change)).rejects.toThrow(/_headers.* has a value that no web server/);
  });

  it.runIf(process.platform !== 'win32')('lends no file of its lender on, and waits for no device', async () => {
    const secret = async (mirror: string, outer: string) => {
      await writeFile(join(outer, 'secret.txt'), 'mine');
      await symlink(join(outer, 'secret.txt'), join(mirror, 'blobs/a.txt'));
    };
    await expect(kitOf(secret)).rejects.toThrow(/a\.txt.* leads out of the mirror/);
    const endless = (mirror: string) => symlink('/dev/zero', join(mirror, 'zero'));
    await expect(kitOf(endless)).rejects.toThrow(/zero.* leads out of the mirror/);
    const pipe = (mirror: string) => run('mkfifo', [join(mirror, 'pipe')]);
    await expect(kitOf(pipe)).rejects.toThrow(/pipe.* is no file/);
    const inside = (mirror: string) => symlink('1.root.json', join(mirror, 'metadata/first.json'));
    expect(await kitOf(inside)).toContain('server_name guide.test');
  });
});

describe.skipIf(nginx === null && !process.env.CI)("the kit's nginx configuration", () => {
  async function freePort(): Promise<number> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    return typeof address === 'object' && address ? address.port : 0;
  }

  it.each([true, false])(
    'is taken by nginx, and serves as `nishan box` does (certificate: %s)',
    async (isCertified) => {
      const { kit, mirror } = await makeKit(isCertified);
      const [plain, tls] = [await freePort(), await freePort()];
      const own = (await readFile(join(kit, 'etc/nginx.conf'), 'utf8'))
        .replaceAll('/srv/nishan-box', kit)
        .replaceAll('/var/log/nginx/error.log', join(kit, 'error.log'))
        .replaceAll(/listen 80\b/g, `listen 127.0.0.1:${plain}`)
        .replaceAll(/listen 443\b/g, `listen 127.0.0.1:${tls}`);
      const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (name) => `${name}_temp_path ${join(kit, name)};`,
      );
      const whole = join(kit, 'whole.conf');
      const asRoot = process.getuid?.() === 0 ? 'user root;' : '';
      const head = `${asRoot} daemon off; pid ${join(kit, 'pid')}; error_log ${join(kit, 'start.log')};`;
      await writeFile(whole, `${head} events {} http { ${folders.join(' ')}\n${own}\n}`);
      await run(nginx ?? '', ['-t', '-p', kit, '-c', whole]);

      const server = spawn(nginx ?? '', ['-p', kit, '-c', whole], { stdio: 'ignore' });
      onTestFinished(async () => {
        const gone = new Promise((resolve) => server.once('exit', resolve));
        server.kill();
        await gone;
      });
      const curl = async (url: string, ...more: readonly string[]): Promise<string> => {
        const at = ['--resolve', `guide.test:${tls}:127.0.0.1`, '--noproxy', '*'];
        return (await run('curl', ['-sik', ...at, ...more, url])).stdout;
      };
      await vi.waitFor(async () => expect(await curl(`http://127.0.0.1:${plain}/`)).toContain('200 OK'), 5_000);
      const page = await curl(`http://127.0.0.1:${plain}/generate_204`, '-H', 'Accept-Language: ur-PK');
      expect(page).toMatch(/^HTTP\/1.1 200 OK.*Cache-Control: no-store.*<html lang="ur" dir="rtl">/s);
      const bundle = `http://127.0.0.1:${plain}/files/khwabistan-1.zip`;
      expect(await curl(bundle)).toMatch(/200 OK.*Content-Type: application\/zip/s);
      const read = await curl(bundle.replace('.zip', '-surkh-wadi.html'));
      expect(read).toMatch(/200 OK.*Content-Type: text\/html.*Cache-Control: no-store.*Mehrab Barfabi/s);
      // The portal's own policy would leave a page to read without its pictures.
      expect(read.split('\r\n\r\n')[0]).not.toMatch(/Content-Security-Policy/i);
      if (!isCertified) return;

      expect(await curl(`http://127.0.0.1:${plain}/x`, '-H', 'Host: guide.test')).toMatch(
        /^HTTP\/1.1 301.*Location: https:\/\/guide.test\//s,
      );
      const timestamp = await curl(`https://guide.test:${tls}/metadata/timestamp.json`);
      expect(timestamp).toMatch(/^HTTP\/1.1 200.*Content-Type: application\/json/s);
      expect(timestamp).toMatch(/Access-Control-Allow-Origin: \*/);
      expect(timestamp).toMatch(/Cache-Control: no-store|Cache-Control: no-cache, no-store/);
      const paths = await listFiles(mirror);
      const worker = paths.find((path) => path.startsWith('sw-')) ?? '';
      expect(await curl(`https://guide.test:${tls}/${worker}`)).toMatch(/text\/javascript.*immutable/s);
      expect(await curl(`https://guide.test:${tls}/`)).toMatch(
        /Content-Security-Policy: default-src 'none'; script-src/,
      );
      expect(await curl(`https://guide.test:${tls}/_headers`)).toMatch(/^HTTP\/1.1 404/);
      expect(await curl(`https://guide.test:${tls}/metadata/99.root.json`)).toMatch(
        /^HTTP\/1.1 404.*Access-Control-Allow-Origin: \*.*Cache-Control: no-store.*Not here/s,
      );
      expect(await curl(`https://guide.test:${tls}/blobs/none`)).not.toContain('immutable');
      const target = paths.find((path) => path.endsWith('.guide')) ?? '';
      expect(await curl(`https://guide.test:${tls}/${target}`)).toMatch(/Content-Type: application\/octet-stream/);
    },
  );
});
