import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { credentialFrom } from './request-credential'

const token = 'AbC-_0123456789'
const of = (headers: Record<string, string>) => credentialFrom(new Headers(headers))

test('a bearer token is read only from the Authorization header [F6]', () => {
  expect(of({ authorization: `Bearer ${token}` })).toEqual({ token, kind: 'api' })
  expect(of({ authorization: `bearer  ${token}` })).toEqual({ token, kind: 'api' })
  const elsewhere: Record<string, string>[] = [
    { 'x-access-token': token },
    { 'x-authorization': `Bearer ${token}` },
    { cookie: `access_token=${token}` },
  ]
  for (const headers of elsewhere) expect(of(headers)).toBeUndefined()
})

test('anything else in the header is not a bearer token', () => {
  for (const authorization of [
    '',
    'Bearer',
    'Bearer ',
    token,
    `Basic ${token}`,
    `Bearer ${token} x`,
    `Bearer ${token},Bearer x`,
    'Bearer a.b.c',
    `XBearer ${token}`,
  ])
    expect(of({ authorization })).toBeUndefined()
})

test('a session is read only from the cookie with exactly its name [F7]', () => {
  expect(of({ cookie: `session=${token}` })).toEqual({ token, kind: 'browser' })
  expect(of({ cookie: `a=b; session=${token}; c=d` })).toEqual({ token, kind: 'browser' })
  for (const cookie of [
    '',
    `Session=${token}`,
    `xsession=${token}`,
    `session2=${token}`,
    `__Host-session=${token}`,
    `a=session=${token}`,
  ])
    expect(of({ cookie })).toBeUndefined()
})

test('with both a header and a cookie, only the header counts [F7]', () => {
  expect(of({ authorization: 'Bearer bogus', cookie: `session=${token}` })).toEqual({ token: 'bogus', kind: 'api' })
})

test('with https only the cookie that no other host can set counts [F1]', async () => {
  await withSettings({ APP_URL: 'https://accounts.example.com' }, async () => {
    expect(of({ cookie: `session=${token}` })).toBeUndefined()
    expect(of({ cookie: `session=planted; __Host-session=${token}` })).toEqual({ token, kind: 'browser' })
  })
})
