import type { PlaywrightTestOptions } from 'playwright/test'

/**
 * What browsers would be started with, for tests that start none. Without values, Playwright works each of them out before every
 * test and clears it up afterwards, which takes an eighth of the time of unit tests.
 */
export const withoutBrowser = {
  acceptDownloads: false,
  baseURL: '',
  bypassCSP: false,
  clientCertificates: [],
  colorScheme: 'light',
  contrast: 'no-preference',
  deviceScaleFactor: 1,
  extraHTTPHeaders: {},
  forcedColors: 'none',
  geolocation: { latitude: 0, longitude: 0 },
  hasTouch: false,
  httpCredentials: { username: '', password: '' },
  ignoreHTTPSErrors: false,
  isMobile: false,
  javaScriptEnabled: false,
  locale: '',
  offline: true,
  permissions: [],
  proxy: { server: '' },
  reducedMotion: 'no-preference',
  screen: { width: 0, height: 0 },
  serviceWorkers: 'block',
  storageState: { cookies: [], origins: [] },
  timezoneId: '',
  userAgent: '',
  viewport: null,
} satisfies Partial<PlaywrightTestOptions>
