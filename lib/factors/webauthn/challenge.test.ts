import { randomBytes, randomUUID } from 'node:crypto'
import { config } from '@/lib/config'
import { minutesAgo } from '@/test/minutes-ago'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { challengeHash, isChallengeOf, newChallenge, type Purpose } from './challenge'

const purposes: Purpose[] = ['login', 'second-step', 'confirm', 'create']

test('a challenge counts only for its purpose and its login or session [M20]', () => {
  const bindings = ['', randomUUID(), randomUUID()]
  const uses = purposes.flatMap((purpose) => bindings.map((binding) => ({ purpose, binding })))
  for (const made of uses) {
    const challenge = newChallenge(made.purpose, made.binding)
    const accepted = uses.filter(({ purpose, binding }) => isChallengeOf(challenge, purpose, binding))
    expect(accepted).toEqual([made])
  }
})

test('a challenge counts for 15 minutes and no longer [M20]', () => {
  const madeAgo = (minutes: number) => minutesAgo(minutes, () => newChallenge('login'))
  expect(isChallengeOf(madeAgo(14.9), 'login')).toBe(true)
  expect(isChallengeOf(madeAgo(15), 'login')).toBe(false)
})

test('challenges have at least 128 random bits, and none is made twice [M20]', () => {
  const made = Array.from({ length: 1000 }, () => newChallenge('login'))
  expect(new Set(made.map((each) => each.slice(0, 21))).size).toBe(1000)
})

test('a challenge counts in no other spelling, or it could be used once in each [M20]', () => {
  const challenge = newChallenge('login')
  const bytes = Buffer.from(challenge, 'base64url')
  const spellings = [
    ...[`${challenge}=`, `${challenge}A`, ` ${challenge}`, `${challenge}\n`, `${challenge}.`, challenge.slice(0, -1)],
    ...[bytes.toString('base64'), `${challenge.slice(0, 9)} ${challenge.slice(9)}`, bytes.toString('hex')],
  ].filter((each) => each !== challenge)
  for (const each of spellings) expect([each, isChallengeOf(each, 'login')]).toEqual([each, false])
  expect(challengeHash(challenge)).toMatch(/^[\w-]{43}$/)
})

test('no bit of a challenge can be changed, and none can be made up [M20]', () => {
  const bytes = Buffer.from(newChallenge('login'), 'base64url')
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const changed = Buffer.from(bytes)
    changed[bit >> 3]! ^= 1 << (bit & 7)
    expect([bit, isChallengeOf(changed.toString('base64url'), 'login')]).toEqual([bit, false])
  }
  for (const length of [0, 1, 16, 22, 23, bytes.length - 1, bytes.length, bytes.length + 1, 3000])
    expect([length, isChallengeOf(randomBytes(length).toString('base64url'), 'login')]).toEqual([length, false])
})

test('a challenge outlives a rotation of AUTH_SECRET while the old secret is still listed [M12, M20]', async () => {
  const challenge = newChallenge('login')
  const former = config().AUTH_SECRET.join(',')
  const next = randomBytes(32).toString('base64url')
  await withSettings({ AUTH_SECRET: `${next},${former}` }, async () => {
    expect(isChallengeOf(challenge, 'login')).toBe(true)
    expect(isChallengeOf(newChallenge('login'), 'login')).toBe(true)
  })
  await withSettings({ AUTH_SECRET: next }, async () => expect(isChallengeOf(challenge, 'login')).toBe(false))
})
