import { test } from 'playwright/test'
import { doctorContext } from '@/test/doctor-context'
import { expect } from '@/test/expect'
import { judgeLibrary, passkeys } from './passkeys'

const judged = (APP_URL: string) => passkeys(doctorContext({ APP_URL }))

test('passkeys need a domain name and https, or localhost', async () => {
  for (const url of ['https://203.0.113.9', 'https://[2001:db8::1]', 'http://127.0.0.1:3000']) {
    expect(await judged(url)).toMatchObject([
      { check: 'passkeys.host', level: 'hint', says: expect.stringContaining('IP address') },
    ])
  }
  expect(await judged('http://devbox:3000')).toMatchObject([
    { check: 'passkeys.host', level: 'hint', says: expect.stringContaining('https') },
  ])
  for (const url of ['https://accounts.example.com', 'http://localhost:3000']) {
    expect(await judged(url)).toMatchObject([{ check: 'passkeys.library', level: 'ok' }])
  }
})

test('a build without the WebAuthn library is found before somebody tries to log in', async () => {
  const broken = await judgeLibrary(() => Promise.reject(new Error('Cannot find module')))
  expect(broken).toMatchObject({
    check: 'passkeys.library',
    level: 'fault',
    says: expect.stringContaining('Cannot find'),
  })
})
