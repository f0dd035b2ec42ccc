import { expect, test } from '@/test/unit'
import { describeDifferences, nearestTo } from './url-differences'

const REGISTERED = 'https://wiki.example.com/cb'

const table: [asked: string, registered: string, differences: string][] = [
  ['http://wiki.example.com/cb/', REGISTERED, 'the scheme and one slash at the end differ'],
  ['https://wiki.example.com/cb/', REGISTERED, 'one slash at the end differs'],
  ['https://wiki.example.com/cb', `${REGISTERED}/`, 'one slash at the end differs'],
  ['https://wiki.example.com', 'https://wiki.example.com/', 'one slash at the end differs'],
  ['https://wiki.example.com/cb///', REGISTERED, '3 slashes at the end differ'],
  ['http://wiki.example.com/cb', REGISTERED, 'the scheme differs'],
  ['com.example.wiki:/cb', 'com.example.wiki:/cb/', 'one slash at the end differs'],
  ['com.example.wiki://cb', 'com.example.wiki:/cb', 'the host and the path differ'],
  ['https://www.wiki.example.com/cb', REGISTERED, '“www.” before the host differs'],
  ['https://wiki.example.com/cb', 'https://www.wiki.example.com/cb', '“www.” before the host differs'],
  ['https://wiki.example.org/cb', REGISTERED, 'the host differs'],
  ['https://wiki.example.com:8443/cb', REGISTERED, 'the port differs'],
  ['https://wiki.example.com:443/cb', REGISTERED, 'the port differs'],
  ['http://[::1]:4000/cb', 'http://[::1]:3000/cb', 'the port differs'],
  ['https://wiki.example.com/callback', REGISTERED, 'the path differs'],
  ['https://wiki.example.com/oidc/cb/', REGISTERED, 'the path differs'],
  ['https://wiki.example.com/CB', REGISTERED, 'upper and lower case differ'],
  ['https://Wiki.example.com/CB/', REGISTERED, 'upper and lower case and one slash at the end differ'],
  ['HTTPS://wiki.example.com/cb', REGISTERED, 'upper and lower case differ'],
  ['https://wiki.example.com/%63b', REGISTERED, 'the percent-encoding differs'],
  ['https://wiki.example.com/%43b', REGISTERED, 'the percent-encoding and upper and lower case differ'],
  ['https://wiki.example.com/%zz', REGISTERED, 'the path differs'],
  ['https://wiki.example.com/cb?from=rekey', REGISTERED, 'the query differs'],
  ['https://wiki.example.com/cb', `${REGISTERED}?a=1`, 'the query differs'],
  ['https://wiki.example.com/cb#done', REGISTERED, 'the part after # differs'],
  [' https://wiki.example.com/cb\n', REGISTERED, 'a space around it differs'],
  ['http://www.wiki.example.com:80/cb', REGISTERED, 'the scheme, “www.” before the host, and the port differ'],
  ['undefined', REGISTERED, 'the scheme, the host, and the path differ'],
]
for (const [asked, registered, differences] of table) {
  test(`between ${JSON.stringify(asked)} and ${registered}, ${differences}`, () => {
    expect(describeDifferences(asked, registered)).toBe(differences)
  })
}

test('the nearest registered URL is the one that is most likely meant', () => {
  const others = ['https://wiki.example.com/', 'https://new.example.com/cb', 'http://localhost:3000/cb']
  expect(nearestTo('http://wiki.example.com/cb/', [...others, REGISTERED])).toBe(REGISTERED)
  expect(nearestTo('http://localhost:4000/cb', [REGISTERED, ...others])).toBe('http://localhost:3000/cb')
  expect(nearestTo('https://wiki.example.com/cbx', ['https://wiki.example.com/a', REGISTERED])).toBe(REGISTERED)
  expect(nearestTo(REGISTERED, [])).toBeUndefined()
})
