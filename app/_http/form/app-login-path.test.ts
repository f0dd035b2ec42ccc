import fc from 'fast-check'
import { hostilePaths } from '@/test/hostile-paths'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { appLoginPath, pathAfterForm } from './app-login-path'

const on = (work: () => void) => withSettings({ PROVIDER: 'on' }, async () => work())
const uid = 'V1StGXR8_Z5jdHi6B-myT'

test('the page of an app’s login is entered through ?go after a form, and every other page as before', async () => {
  await on(() => {
    expect(appLoginPath(`/login/app/${uid}`)).toBe(`/login/app/${uid}`)
    expect(pathAfterForm(`/login/app/${uid}`)).toBe(`/login/app/${uid}?go`)
    expect(pathAfterForm(`/login/app/${uid}?go`), 'also after a page that had it already').toBe(`/login/app/${uid}?go`)
    expect(pathAfterForm('/account/email')).toBe('/account/email')
    expect(pathAfterForm('/account/email?go')).toBe('/account/email?go')
    expect(pathAfterForm(undefined)).toBe('/account')
  })
})

test('only the exact path of such a page leads on into an app [P16]', async () => {
  // These two would only be other names.
  const endings = hostilePaths.filter((each) => each !== '' && each !== 'account')
  const others = [
    '/login/app/',
    '/login/app',
    `/login/app/${uid}/`,
    `/login/app/${uid}/x`,
    `/login/app/${uid}/../../../account`,
    '/login/app/..',
    '/login/app/%2e%2e',
    `/login/app/${uid}%2f..`,
    `/login/app/${uid}?refused=unavailable`,
    `/login/app/${uid}?go&sent`,
    `/login/app/${uid}?go=//evil.test`,
    `/login/app/${uid}?next=//evil.test`,
    `/login/app/${uid}#go`,
    `/login/app/${uid}.evil.test`,
    `/login/app/${uid};x`,
    `/login/app/${'x'.repeat(65)}`,
    `/Login/app/${uid}`,
    `/account/login/app/${uid}`,
    `//login/app/${uid}`,
    `http://localhost:3000.evil.test/login/app/${uid}`,
    `https://evil.test/login/app/${uid}`,
    `/oauth/authorize/${uid}`,
    ...hostilePaths,
    ...endings.flatMap((each) => [`/login/app/${each}`, `/login/app/${uid}${each}`]),
  ]
  await on(() => {
    for (const next of others) expect([next, appLoginPath(next)]).toEqual([next, undefined])
    for (const next of [null, 7, {}, [`/login/app/${uid}`], new File([], 'x')])
      expect(appLoginPath(next)).toBeUndefined()
  })
})

test('whatever is requested, a login leads on within this site [P16]', async () => {
  const parts = fc.constantFrom(
    '/login/app/',
    uid,
    '/',
    '\\',
    '..',
    '%2f',
    '%5c',
    '?go',
    '?',
    '#',
    '@',
    'evil.test',
    '\n',
  )
  await on(() =>
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (list) => {
        const next = list.join('')
        const path = pathAfterForm(next)
        const isOurs = new URL(path, 'http://localhost:3000').origin === 'http://localhost:3000'
        return isOurs && /^(\/login\/app\/[\w-]{1,64}|undefined)$/.test(String(appLoginPath(next)))
      }),
      { numRuns: 2_000 },
    ),
  )
})

test('while PROVIDER is off no path leads into an app [P34]', () => {
  expect(appLoginPath(`/login/app/${uid}`)).toBeUndefined()
  expect(pathAfterForm(`/login/app/${uid}`)).toBe(`/login/app/${uid}`)
})
