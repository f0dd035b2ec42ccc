import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { chromium, type LaunchOptions } from 'playwright/test'

/** The first is Chromium without a window: the same engine, and about a fifth less work for each page. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
]
const usualPlaces = [
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]
const quiet = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'].map((part) => `--disable-${part}`)

/** How to start a browser here; installs one where there is none. */
export function browserLaunch(): LaunchOptions {
  const found = installedBrowser() ?? playwrightsOwn() ?? install()
  const args = ['--no-first-run', ...quiet]
  // Chromium's sandbox refuses to work for root.
  if (isRoot()) args.push('--no-sandbox')
  return { args, executablePath: found.path }
}

function installedBrowser(): { path: string } | undefined {
  if (process.env.CHROMIUM_PATH) return { path: process.env.CHROMIUM_PATH }
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const places = folders.flatMap((folder) => names.map((name) => path.join(folder, name)))
  const place = [...places, ...usualPlaces].find((candidate) => existsSync(candidate))
  return place ? { path: place } : undefined
}

/** Without a path Playwright starts its own, which may be a smaller build than the one it names. */
function playwrightsOwn(): { path?: undefined } | undefined {
  return existsSync(chromium.executablePath()) ? {} : undefined
}

function install(): { path?: string } {
  if (isRoot() && existsSync('/usr/bin/apt-get')) {
    // Under a lock, because both workers come here at once.
    const commands = 'apt-get update && apt-get install -y --no-install-recommends chromium-headless-shell'
    execFileSync('flock', ['/tmp/rekey-chromium.lock', 'sh', '-c', commands], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  } else {
    execFileSync(process.execPath, [path.resolve('node_modules/playwright/cli.js'), 'install', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
  const found = installedBrowser() ?? playwrightsOwn()
  if (!found) throw new Error('No Chromium: install one, or set CHROMIUM_PATH.')
  return found
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}
