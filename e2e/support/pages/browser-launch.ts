import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium, type LaunchOptions, type TestInfo, test } from 'playwright/test'
import { missing } from '../needs'

/** The first is headless Chromium: the same engine with about a fifth less work for each page. */
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

/** WITHOUT_BROWSER=1 hides the browser, to see what the tests do on a machine without one. */
export function browserIsHere(): boolean {
  if (process.env.WITHOUT_BROWSER === '1') return false
  return installedBrowser() !== undefined || existsSync(chromium.executablePath())
}

/** How to start the installed browser. Without a path, Playwright starts its own. */
export function browserLaunch(): LaunchOptions {
  const args = ['--no-first-run', ...quiet]
  // Chromium's sandbox does not work for root.
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  return { args, executablePath: installedBrowser() }
}

/** Skips a test whose fixtures need a missing browser, before anything is started for it. */
export function skipWithoutBrowser(info: Pick<TestInfo, 'fn' | 'skip'>): void {
  // Playwright, too, reads the names of a test's fixtures from its parameter.
  const [, names = ''] = /^[^(]*\(\s*\{([^}]*)\}/.exec(String(info.fn)) ?? []
  if (/\b(browser|context|page|elsewhere)\b/.test(names) && !browserIsHere()) info.skip(true, missing.browser.reason)
}

/** Replaces a missing browser: a test that uses it is skipped at that moment. */
export const noBrowser = new Proxy({} as Browser, {
  get(_, name) {
    // A value with `then` would be treated as a promise.
    if (name === 'then') return undefined
    return () => test.skip(true, missing.browser.reason)
  },
})

function installedBrowser(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const places = folders.flatMap((folder) => names.map((name) => path.join(folder, name)))
  return [...places, ...usualPlaces].find((candidate) => existsSync(candidate))
}
