import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { backchannelFault, returnFault } from './app-address'
import { BLOCKED_PORTS } from './blocked-ports'

const everyKind = ['web', 'spa', 'native'] as const

const accepted = [
  'https://app.example.com/',
  'https://app.example.com/callback',
  'https://app.example.com:8443/a/b?c=d&e=%2F',
  'https://xn--bcher-kva.example/callback',
  'http://localhost:8080/callback',
  'http://127.0.0.1/callback',
  'http://[::1]:3000/callback',
]
for (const uri of accepted) {
  test(`people can be sent back to ${uri}`, () => {
    for (const kind of everyKind) expect(returnFault(uri, kind)).toBeUndefined()
  })
}

const refused: [uri: string, words: string][] = [
  ['http://app.example.com/callback', 'https'],
  ['http://192.168.1.4/callback', 'https'],
  ['http://localhost.example.com/callback', 'https'],
  ['http://app.localhost/callback', 'https'],
  ['https://*.example.com/callback', '*'],
  ['https://app.example.com/*', '*'],
  ['https://app.example.com/callback#', 'fragment'],
  ['https://app.example.com/callback#done', 'fragment'],
  ['https://ann@app.example.com/callback', 'user name'],
  ['https://ann:secret@app.example.com/callback', 'user name'],
  ['javascript:alert(1)', 'scheme'],
  ['data:text/html,hello', 'scheme'],
  ['vbscript:x', 'scheme'],
  ['blob:https://app.example.com/1', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['ftp://app.example.com/', 'scheme'],
  ['ws://app.example.com/', 'scheme'],
  ['app://callback', 'scheme'],
  ['/callback', 'full URL'],
  ['//app.example.com/callback', 'full URL'],
  ['app.example.com/callback', 'full URL'],
  ['https://', 'full URL'],
  ['', 'full URL'],
  [' https://app.example.com/callback', 'spaces'],
  ['https://app.example.com/call back', 'spaces'],
  ['https://app.example.com/callback\n', 'spaces'],
  ['https://app.example.com/\tcallback', 'spaces'],
  ['https://bücher.example/callback', 'ASCII'],
  [`https://app.example.com/${'a'.repeat(2000)}`, '2000 characters'],
]
for (const [uri, words] of refused) {
  test(`nobody is sent to ${JSON.stringify(uri.slice(0, 60))} [P4]`, () => {
    for (const kind of everyKind) expect(returnFault(uri, kind)).toContain(words)
  })
}

test('a port that neither browsers nor fetch open is refused, for people and for notices', async () => {
  expect(BLOCKED_PORTS.size).toBeGreaterThan(80)
  for (const port of BLOCKED_PORTS) {
    const uri = `http://localhost:${port}/x`
    for (const fault of [returnFault(uri, 'web'), backchannelFault(uri)]) expect(fault).toContain(`port ${port}:`)
    // Port 0 is in newer versions of the list, and nobody can listen at it.
    if (port > 0) expect((await fetch(uri).catch(({ cause }) => cause)).message).toBe('bad port')
  }
  for (const port of [81, 443, 3000, 6001, 8080]) expect(backchannelFault(`http://wiki:${port}/x`)).toBeUndefined()
})

const rewritten: [uri: string, as: string][] = [
  ['https://app.example.com', 'https://app.example.com/'],
  ['https://APP.example.com/callback', 'https://app.example.com/callback'],
  ['HTTPS://app.example.com/callback', 'https://app.example.com/callback'],
  ['https://app.example.com:443/callback', 'https://app.example.com/callback'],
  ['https://app.example.com/a/../callback', 'https://app.example.com/callback'],
  ['https://app.example.com/a/%2e%2e/callback', 'https://app.example.com/callback'],
  ['https:\\\\app.example.com\\callback', 'https://app.example.com/callback'],
  ['https:app.example.com/callback', 'https://app.example.com/callback'],
  ['https:///app.example.com/callback', 'https://app.example.com/callback'],
  ['http://127.1/callback', 'http://127.0.0.1/callback'],
  ['http://0x7f000001/callback', 'http://127.0.0.1/callback'],
]
for (const [uri, as] of rewritten) {
  test(`a browser would change ${uri}, so the refusal says what to write [P4]`, () => {
    for (const kind of everyKind) expect(returnFault(uri, kind)).toContain(`as ${as} here`)
  })
}

test('only a native app has a scheme of its own, which has a dot [P4]', () => {
  for (const uri of ['com.example.app:/callback', 'com.example.app://callback']) {
    expect(returnFault(uri, 'native')).toBeUndefined()
    expect(returnFault(uri, 'web')).toContain('native')
    expect(returnFault(uri, 'spa')).toContain('native')
  }
  expect(returnFault('Com.Example.app:/callback', 'native')).toContain('as com.example.app:/callback here')
  expect(returnFault('https://localhost/callback', 'native')).toContain('http://')
})

test('an app is told about logouts at any URL of the operator’s network, without a fragment or password', () => {
  for (const uri of ['https://app.example.com/logout', 'http://app:3000/logout', 'http://10.0.0.4/logout'])
    expect(backchannelFault(uri)).toBeUndefined()
  for (const uri of ['https://app.example.com/#x', 'https://a:b@app.example.com/', 'ftp://app.example.com/', '/logout'])
    expect(backchannelFault(uri)).toContain(uri)
})
