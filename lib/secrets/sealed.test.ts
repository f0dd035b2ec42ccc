import { randomBytes } from 'node:crypto'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { open, reseal, seal, sealedBeginnings } from './sealed'

const aSecret = () => randomBytes(32).toString('base64url')
const under = <T>(AUTH_SECRET: string, work: () => T) => withSettings({ AUTH_SECRET }, async () => work())

test('a sealed text opens again, is never the same twice and does not contain the text [P9]', () => {
  for (const text of ['', 'a secret', '🔑 ünï', 'x'.repeat(10_000)]) {
    const sealed = seal('one', 'ann', text)
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]{22,}$/)
    expect(open('one', 'ann', sealed)).toBe(text)
    expect(seal('one', 'ann', text)).not.toBe(sealed)
    if (text) expect(Buffer.from(sealed.split('.')[3]!, 'base64url').includes(text)).toBe(false)
  }
})

test('a text opens neither for another purpose nor with other authenticated data', () => {
  const sealed = seal('one', 'ann', 'a secret')
  expect(open('two', 'ann', sealed)).toBeUndefined()
  for (const aad of ['bob', 'Ann', 'ann ', '']) expect(open('one', aad, sealed)).toBeUndefined()
})

test('a text that was altered in any place does not open', () => {
  const sealed = seal('one', 'ann', 'a secret')
  for (let at = 0; at < sealed.length; at++) {
    for (const sign of ['A', 'B', '0', '_', '.', '', 'A='].filter((each) => each !== sealed[at]))
      expect(open('one', 'ann', sealed.slice(0, at) + sign + sealed.slice(at + 1)), `${at} ${sign}`).toBeUndefined()
  }
  for (const other of ['', `${sealed}\n`, ` ${sealed}`, `${sealed}=`, sealed.replace('v1', 'v2'), sealed.slice(0, -22)])
    expect(open('one', 'ann', other), other).toBeUndefined()
})

test('the last bits of the base64url text, which carry nothing, cannot be altered either', () => {
  // The last sign of 17 bytes carries four bits and has two that are unused.
  const sealed = seal('one', 'ann', 'x')
  const signs = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
  const opened = signs.filter((sign) => open('one', 'ann', sealed.slice(0, -1) + sign) !== undefined)
  expect(opened).toEqual([sealed.at(-1)])
})

test('a tag that was cut off does not count, because a short one can be guessed', () => {
  const sealed = seal('one', 'ann', '')
  const [version, id, nonce, data] = sealed.split('.')
  for (const bytes of [0, 4, 8, 12, 15]) {
    const cut = Buffer.from(data!, 'base64url').subarray(0, bytes).toString('base64url')
    expect(open('one', 'ann', [version, id, nonce, cut].join('.'))).toBeUndefined()
  }
})

test('after a rotation both secrets open, the first one seals, and a lost secret opens nothing', async () => {
  const [old, next] = [aSecret(), aSecret()]
  const sealed = await under(old, () => seal('one', 'ann', 'a secret'))
  const both = `${next},${old}`
  expect(await under(both, () => open('one', 'ann', sealed))).toBe('a secret')
  expect(await under(next, () => open('one', 'ann', sealed))).toBeUndefined()
  expect(await under(next, () => reseal('one', 'ann', sealed))).toBeUndefined()

  const again = await under(both, () => reseal('one', 'ann', sealed))
  expect(await under(next, () => open('one', 'ann', again!))).toBe('a secret')
  expect(await under(old, () => open('one', 'ann', again!))).toBeUndefined()
})

test('the beginning of a text tells which secret sealed it', async () => {
  const [old, next] = [aSecret(), aSecret()]
  const sealed = await under(old, () => seal('one', 'ann', 'a secret'))
  const beginnings = await under(`${next},${old}`, () => sealedBeginnings('one'))
  expect(beginnings.map((each) => sealed.startsWith(each))).toEqual([false, true])
  expect(sealedBeginnings('one', [next, old])).toEqual(beginnings)
  expect(sealedBeginnings('two', [next, old])).not.toEqual(beginnings)
})
