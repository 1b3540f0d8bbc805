/**
 * Finds a Chromium with WebGL 2 for end-to-end tests and screenshots: the one named, one installed on the machine, one that
 * Playwright has downloaded, the one that comes with the packages, and as root on Debian one from the package manager.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';

export interface Browser {
  readonly executablePath: string;
  readonly args: readonly string[];
  /** Environment to start it with: the caller's, with library paths where the browser brings its own. */
  readonly env: Record<string, string>;
}

/**
 * Software rendering, so that a machine without a graphics card draws the map as any other. The page around the map is painted without GL, as
 * browsers do there by themselves.
 */
const ARGS = ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', '--disable-gpu-rasterization', '--disable-dev-shm-usage'];

const ON_PATH = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/**
 * The first browser found, ready for `chromium.launch` of playwright-core.
 * @throws {Error} with one line on how to get one
 */
export async function findBrowser(): Promise<Browser> {
  const executablePath = named() ?? installed() ?? downloaded();
  if (executablePath) return { executablePath, args: ARGS, env: environment() };
  const packed = await unpacked();
  if (packed) return packed;
  const fromDebian = installFromDebian();
  if (fromDebian) return { executablePath: fromDebian, args: ARGS, env: environment() };
  throw new Error('no Chromium found: install Chromium or Chrome, or set CHROME_PATH to one, or run "npx playwright-core install chromium-headless-shell"');
}

function named(): string | null {
  const path = process.env.CHROME_PATH;
  if (!path) return null;
  if (!runnable(path)) throw new Error(`CHROME_PATH names "${path}", which is no program that can be run`);
  return path;
}

function installed(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = folders.flatMap((folder) => ON_PATH.map((name) => join(folder, process.platform === 'win32' ? `${name}.exe` : name)));
  return [...onPath, ...usualPlaces()].find((path) => runnable(path) && answers(path)) ?? null;
}

/** Some distributions put a program of that name in place which only tells how to install the real one. */
function answers(path: string): boolean {
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--no-sandbox', '--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') return ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];
  if (process.platform !== 'win32') return [];
  return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')]);
}

/** Newest headless shell or Chromium in Playwright's own cache. */
function downloaded(): string | null {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH
    ?? { darwin: join(homedir(), 'Library/Caches/ms-playwright'), win32: join(homedir(), 'AppData/Local/ms-playwright') }[process.platform as string]
    ?? join(homedir(), '.cache/ms-playwright');
  if (!existsSync(cache)) return null;
  const programs = /^(chrome|chromium|headless_shell|chrome-headless-shell)(\.exe)?$|^(Chromium|Google Chrome for Testing)$/;
  return readdirSync(cache)
    .filter((name) => name.startsWith('chromium'))
    .sort((a, b) => Number(b.replace(/\D/g, '')) - Number(a.replace(/\D/g, '')))
    .flatMap((name) => readdirSync(join(cache, name), { recursive: true, encoding: 'utf8' }).map((file) => join(cache, name, file)))
    .find((path) => programs.test(path.split(/[\\/]/).at(-1) ?? '') && runnable(path)) ?? null;
}

/**
 * The browser packed in `@sparticuz/chromium`, with the libraries it needs. It must be told to bring those before it is loaded, and it
 * unpacks into the temporary folder: one of our own per user and version, so that nobody meets another's half-unpacked copy.
 */
async function unpacked(): Promise<Browser | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const before = { ...process.env };
  const folder = join(tmpdir(), `hexalign-chromium-153-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const executablePath = await chromium.executablePath();
    const env = { ...environment(), TMPDIR: before.TMPDIR ?? tmpdir(), FONTCONFIG_FILE: listFonts(folder) };
    return { executablePath, args: ARGS, env: { ...env, LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '' } };
  } catch (error) {
    process.stderr.write(`browser: the packed Chromium could not be unpacked: ${String(error)}\n`);
    return null;
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

/**
 * A font configuration that holds wherever the browser was unpacked: its own fonts and those of the machine. The one that comes with it
 * names folders of another place, and without any font the browser ends at the first text field.
 *
 * @returns path of the file
 */
function listFonts(folder: string): string {
  const path = join(folder, 'fonts.conf');
  const folders = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts', join(homedir(), '.fonts'), join(homedir(), '.local/share/fonts')];
  const lines = [...folders.map((dir) => `  <dir>${dir}</dir>`), `  <cachedir>${join(folder, 'fonts-cache')}</cachedir>`];
  writeFileSync(path, `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n${lines.join('\n')}\n</fontconfig>\n`);
  return path;
}

function installFromDebian(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  process.stderr.write('browser: none found, installing Debian\'s chromium\n');
  const install = ['install', '-y', '--no-install-recommends', 'chromium'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (spawnSync('apt-get', install, { env, stdio: ['ignore', 2, 2] }).status !== 0) {
    spawnSync('apt-get', ['update'], { env, stdio: ['ignore', 2, 2] });
    spawnSync('apt-get', install, { env, stdio: ['ignore', 2, 2] });
  }
  return installed();
}

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
