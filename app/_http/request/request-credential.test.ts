import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { credentialFrom } from './request-credential'

const token = 'AbC-_0123456789'
const of = (headers: Record<string, string>) => credentialFrom(new Headers(headers))

test('a bearer token comes in the Authorization header alone [F6]', () => {
  expect(of({ authorization: `Bearer ${token}` })).toEqual({ token, kind: 'api' })
  expect(of({ authorization: `bearer  ${token}` })).toEqual({ token, kind: 'api' })
  const elsewhere: Record<string, string>[] = [
    { 'x-access-token': token },
    { 'x-authorization': `Bearer ${token}` },
    { cookie: `access_token=${token}` },
  ]
  for (const headers of elsewhere) expect(of(headers)).toBeUndefined()
})

test('what is no bearer token is none', () => {
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

test('a session comes in the cookie of exactly its name [F7]', () => {
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

test('where both stand, the header counts and the cookie is not looked at [F7]', () => {
  expect(of({ authorization: 'Bearer bogus', cookie: `session=${token}` })).toEqual({ token: 'bogus', kind: 'api' })
})

test('under https only the cookie that no other host can plant counts [F1]', async () => {
  await withSettings({ APP_URL: 'https://accounts.example.com' }, async () => {
    expect(of({ cookie: `session=${token}` })).toBeUndefined()
    expect(of({ cookie: `session=planted; __Host-session=${token}` })).toEqual({ token, kind: 'browser' })
  })
})
