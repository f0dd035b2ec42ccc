import { randomInt } from 'node:crypto'
import { test as base, type Page } from 'playwright/test'
import { skipWithoutPostgres } from './needs'
import { browserIsHere, browserLaunch, noBrowser, skipWithoutBrowser } from './pages/browser-launch'
import { type Site, startSite } from './servers/site'
import type { Mailbox } from './servers/smtp-mailbox'
import { aPerson, type Person } from './steps/person'

export { expect } from 'playwright/test'
export { axe } from './pages/axe'

type ForEachTest = {
  needs: undefined
  site: Site
  /** Settings of the site that differ from the usual ones. Files with the same ones share a site, which takes seconds to start. */
  environment: Record<string, string>
  /** False for a browser without JavaScript. */
  script: boolean
  /** The IP address that this test's requests come from. */
  address: string
  mailbox: Mailbox
  person: Person
  /** A page in another browser with another IP address: another person or another device. */
  elsewhere: Page
}
type ForEachWorker = { sites: Map<string, Site> }

/** Of the usual site. Staff may enter the console with the password alone, so that a journey about something else is short. */
const usual = { PROVIDER: 'on', STAFF_FACTOR: 'optional' }
/** The `environment` of journeys that log in, or send emails, more often than a person would. */
export const withoutLimits = { RATE_LIMITS: 'off' }
/** The same on a site that logs people in to no app, as a new site is. */
export const withoutApps = { ...withoutLimits, PROVIDER: 'off' }

/** For each worker. Two are in use again and again: the usual one and the one without limits. */
const SITES_AT_MOST = 4

/** Journeys: the built site and its mailbox, one for each worker and environment, and a new person and IP address for each test. */
export const test = base.extend<ForEachTest, ForEachWorker>({
  // biome-ignore-start lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  sites: [
    async ({}, use) => {
      const sites = new Map<string, Site>()
      await use(sites)
      await Promise.all([...sites.values()].map((site) => site.stop()))
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  // Not a worker fixture, because Playwright would end the worker and its browser whenever the environment changes.
  site: [
    async ({ sites, environment }, use, info) => {
      // Here, because Playwright sets up the site of every test before it looks for a browser.
      skipWithoutBrowser(info)
      const key = JSON.stringify(Object.entries(environment).sort())
      const site = sites.get(key) ?? (await startSite({ environment: { ...usual, ...environment } }))
      // Set anew, so that the first of the map is the one that has not been used for the longest time.
      sites.delete(key)
      sites.set(key, site)
      await stopUnused(sites)
      await use(site)
    },
    { timeout: 90_000 },
  ],
  environment: [{}, { option: true }],
  needs: skipWithoutPostgres as never,
  launchOptions: [async ({}, use) => use(browserLaunch()), { scope: 'worker' }],
  script: [true, { option: true }],
  address: async ({}, use) => use(anAddress()),
  person: async ({}, use) => use(aPerson()),
  // biome-ignore-end lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  browser: [
    async ({ playwright, launchOptions }, use) => {
      if (!browserIsHere()) return use(noBrowser)
      const browser = await playwright.chromium.launch(launchOptions)
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],
  mailbox: async ({ site }, use) => {
    await use(site.mailbox)
    site.mailbox.recover()
  },
  elsewhere: async ({ browser }, use) => {
    const context = await browser.newContext({ extraHTTPHeaders: { 'x-forwarded-for': anAddress() } })
    await use(await context.newPage())
    await context.close()
  },
  baseURL: async ({ site }, use) => use(site.url),
  javaScriptEnabled: async ({ script }, use) => use(script),
  extraHTTPHeaders: async ({ address }, use) => use({ 'x-forwarded-for': address }),
})

/** A site that nobody uses still looks for emails to send, which slows the tests of all others. */
async function stopUnused(sites: Map<string, Site>): Promise<void> {
  for (const [key, site] of [...sites].slice(0, -SITES_AT_MOST)) {
    sites.delete(key)
    await site.stop()
  }
}

export function anAddress(): string {
  return `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`
}
