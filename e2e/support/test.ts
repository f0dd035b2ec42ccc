import { randomInt } from 'node:crypto'
import { test as base } from 'playwright/test'
import { browserLaunch } from './browser'
import type { Mailbox } from './mailbox'
import { aPerson, type Person } from './person'
import { type Site, startSite } from './site'

export { expect } from 'playwright/test'
export { axe } from './axe'

type ForEachTest = {
  /** False for a browser without JavaScript. */
  script: boolean
  /** The address this test's requests come from. */
  address: string
  mailbox: Mailbox
  person: Person
}

/** Journeys: the built site with its mailbox, one per worker; a person and a client address, new for each test. */
export const test = base.extend<ForEachTest, { site: Site }>({
  // biome-ignore-start lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  site: [
    async ({}, use) => {
      const site = await startSite()
      await use(site)
      await site.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  launchOptions: [async ({}, use) => use(browserLaunch()), { scope: 'worker', timeout: 600_000 }],
  script: [true, { option: true }],
  address: async ({}, use) => use(`10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`),
  person: async ({}, use) => use(aPerson()),
  // biome-ignore-end lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  mailbox: async ({ site }, use) => {
    await use(site.mailbox)
    site.mailbox.recover()
  },
  baseURL: async ({ site }, use) => use(site.url),
  javaScriptEnabled: async ({ script }, use) => use(script),
  extraHTTPHeaders: async ({ address }, use) => use({ 'x-forwarded-for': address }),
})
