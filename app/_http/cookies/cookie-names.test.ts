import { SESSION_LIFETIME_DAYS } from '@/lib/sessions/session-lifetime'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { emailCookie, linkCookie, loginCookie, onwardCookie, sessionCookie, trustedCookie } from './cookie-names'

const guarded = { httpOnly: true, sameSite: 'lax' }

test('with https every cookie is secure and has the prefix that requires it [F1]', async () => {
  await withSettings({ APP_URL: 'https://accounts.example.com' }, async () => {
    expect(sessionCookie()).toMatchObject({ name: '__Host-session', options: { ...guarded, secure: true, path: '/' } })
    expect(emailCookie()).toMatchObject({ name: '__Host-address', options: { ...guarded, secure: true, path: '/' } })
    expect(onwardCookie()).toMatchObject({ name: '__Host-onward', options: { ...guarded, secure: true, path: '/' } })
    expect(loginCookie()).toMatchObject({ name: '__Host-login', options: { ...guarded, secure: true, path: '/' } })
    expect(trustedCookie()).toMatchObject({ name: '__Host-trusted', options: { ...guarded, secure: true, path: '/' } })
    expect(linkCookie('/reset-password')).toMatchObject({
      name: '__Secure-reset',
      options: { ...guarded, secure: true, path: '/reset-password' },
    })
  })
})

test('over plain http in development, cookies work without the prefix, and scripts still cannot read them [F1]', () => {
  const cookies = [sessionCookie(), emailCookie(), loginCookie(), trustedCookie(), onwardCookie()]
  for (const cookie of [...cookies, linkCookie('/reset-password')]) {
    expect(cookie.name).not.toContain('__')
    expect(cookie.options).toMatchObject({ ...guarded, secure: false })
    expect(cookie.options).not.toHaveProperty('domain')
  }
})

test('the cookie lasts no longer than the session [F1]', () => {
  expect(sessionCookie().options.maxAge).toBe(SESSION_LIFETIME_DAYS * 86_400)
})

test('the way back into an app is forgotten after an hour, like the login that it leads to [P16]', () => {
  expect(onwardCookie().options.maxAge).toBe(3600)
})

test('a browser keeps the token of a login without its second step for ten minutes [M3]', () => {
  expect(loginCookie().options.maxAge).toBe(600)
})

test('a browser keeps its trust for the days of the setting [M29]', async () => {
  expect(trustedCookie().options.maxAge).toBe(30 * 86_400)
  await withSettings({ REMEMBER_BROWSER_DAYS: '7' }, async () => {
    expect(trustedCookie().options.maxAge).toBe(7 * 86_400)
  })
})
