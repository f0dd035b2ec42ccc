import { test } from 'playwright/test'
import { cpuTime } from '@/test/cpu-time'
import { expect } from '@/test/expect'
import { deviceName } from './device-name'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const browsers: [words: string, userAgent: string][] = [
  ['Firefox on Windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0'],
  ['Firefox on macOS', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0'],
  ['Firefox on Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'],
  ['Firefox on Android', 'Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0'],
  [
    'Firefox on iOS',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/132.0 Mobile/15E148 Safari/605.1.15',
  ],
  ['Chrome on Windows', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/131.0.0.0 Safari/537.36`],
  ['Chrome on macOS', `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Chrome/131.0.0.0 Safari/537.36`],
  ['Chrome on Linux', `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/131.0.0.0 Safari/537.36`],
  ['Chrome on Android', `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/131.0.0.0 Mobile Safari/537.36`],
  [
    'Chrome on iOS',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1',
  ],
  [
    'Safari on macOS',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  ],
  [
    'Safari on iOS',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  ],
  [
    'Microsoft Edge on Windows',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`,
  ],
  [
    'Microsoft Edge on macOS',
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`,
  ],
  [
    'Microsoft Edge on Android',
    `Mozilla/5.0 (Linux; Android 10; HD1913) ${webkit} Chrome/131.0.0.0 Mobile Safari/537.36 EdgA/131.0.0.0`,
  ],
]
for (const [words, userAgent] of browsers) {
  test(`a browser is named with its system: ${words}`, () => {
    expect(deviceName(userAgent)).toBe(words)
  })
}

const programs: [name: string, userAgent: string][] = [
  ['curl', 'curl/8.9.1'],
  ['python-requests', 'python-requests/2.32.3'],
  ['okhttp', 'okhttp/4.12.0'],
  ['node', 'node'],
  ['Wget', 'Wget/1.21.3'],
  ['Go-http-client', 'Go-http-client/2.0'],
  ['PostmanRuntime', 'PostmanRuntime/7.42.0'],
]
for (const [name, userAgent] of programs) {
  test(`an API client is called by the name it gives itself: ${name}`, () => {
    expect(deviceName(userAgent)).toBe(name)
  })
}

test('a client that gives no name is an unknown API client', () => {
  for (const userAgent of [undefined, null, '', ' ', '/', '\t/1.0'])
    expect(deviceName(userAgent)).toBe('Unknown device')
})

const hostile: [words: string, userAgent: string][] = [
  ['Unknown device', 'x'.repeat(300)],
  ['Unknown device', `${'('.repeat(150)}${')'.repeat(150)}`],
  ['Mozilla', 'Mozilla/5.0 '.repeat(25)],
  ['Unknown device', '<script>alert(1)</script>'],
  ['Unknown device', '<img src=x onerror=alert(1)>'],
  ['Unknown device', 'https://evil.test/log-in Your account is blocked'],
  ['Unknown device', 'evil.test/log-in'],
  ['Firefox', 'Mozilla/5.0 (<b>Call 0900 1234</b>) Firefox/132.0'],
  ['Unknown device', '\u202Egnp.exe'],
  ['constructor', 'constructor/1.0'],
]
for (const [words, userAgent] of hostile) {
  test(`nothing in the header is repeated except one word that could be a name: ${userAgent.slice(0, 40)}`, async () => {
    expect(await cpuTime(() => expect(deviceName(userAgent)).toBe(words))).toBeLessThan(1_000)
  })
}
