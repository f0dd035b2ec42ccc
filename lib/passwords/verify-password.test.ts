import fc from 'fast-check'
import { test } from 'playwright/test'
import { cpuTime } from '@/test/cpu-time'
import { expect } from '@/test/expect'
import { hashPassword, makeHash } from './hash-password'
import type { Step } from './pool/hash-job'
import { closeHashPool, hashPool } from './pool/shared-pool'
import { argon2id } from './schemes/argon2id'
import { bcryptSha256 } from './schemes/bcrypt-sha256'
import type { MakingScheme } from './schemes/scheme'
import { trialJob, verifyPassword, verifyWith } from './verify-password'

// 'securepassword', hashed elsewhere: by Passlib, and by a system that writes $2a$.
const plain4 = '$2b$04$U0hLSe0l2JLXfT0zLG9kAOG9RF.Nj4iViwKen8aKDDdfep/gKKcRq'
const keyed4 = '$bcrypt-sha256$v=2,t=2b,r=4$XEvbSjj4pzyBhAeAs0ysD.$qnLMF0IUSPlURviZXLYdPka37Gu0V1y'
const keyed12 = '$bcrypt-sha256$v=2,t=2b,r=12$OgfMb3Y2XG368qOZzXoLne$BHiwGYqjpZQ5wylW6LRgdC.oFe3Xu1C'
const keyed13 = '$bcrypt-sha256$v=2,t=2b,r=13$HUze1Rcv1ihdmgv4FvjKTe$gby4O3uP7YScb0q0WwBmsr9XMUBNgaG'
const bare4 = '$bcrypt-sha256$2b,4$JHxOdxhiTaa.jW7przCKme$nCM8d7xOQELAdKpsGz3sZw2fNrRQ7Qy'
const pbkdf2 = '$pbkdf2-sha256$1000$I.R8r/XeW4tRSslZS2ltTQ$RQ1Pb7Lhszs7JiO7JmmkBUrkHNoyJtSoY.yeWx.YjxA'
const django = 'pbkdf2_sha256$1000$aaVnFIU4cTT3zJggpNgHAZ$QWX3Wluz5zvV9v9xtT4emSpacd9v8n0J9QSdO9QVYoY='
const argonToday = '$argon2id$v=19$m=19456,t=2,p=1$AWAMIQTAmLO2FiIkJISQEg$QpxuLVLc5n+c8zwgVG7K5wByuc7YESbdPzU98neResw'

test.afterAll(closeHashPool)

test('a password verifies against its own hash and no other', async () => {
  const hash = await hashPassword('open sesame')
  expect(hash).toMatch(/^\$bcrypt-sha256\$v=2,t=2b,r=12\$[./A-Za-z0-9]{21}[.Oeu]\$[./A-Za-z0-9]{31}$/)
  expect(await verifyPassword('open sesame', hash)).toEqual({ valid: true, stale: false })
  expect(await verifyPassword('Open sesame', hash)).toEqual({ valid: false, stale: false })
})

test('one password never gives the same hash twice [G1]', async () => {
  const hashes = await Promise.all([1, 2, 3].map(() => makeHash(bcryptSha256.recipe('open sesame', 4))))
  expect(new Set(hashes).size).toBe(3)
})

test('an unknown account is refused like a wrong password', async () => {
  expect(await verifyPassword('securepassword', undefined)).toEqual({ valid: false, stale: false })
})

test('a hash of another scheme or a lower cost is stale, a higher cost is not', async () => {
  const strong = { memoryKib: 24_576, passes: 2, lanes: 1, bytes: 32 }
  const argonStrong = await makeHash(argon2id.recipe('securepassword', strong))
  const argonOnePass = await makeHash(argon2id.recipe('securepassword', { ...strong, memoryKib: 19_456, passes: 1 }))
  const argonSmall = await makeHash(argon2id.recipe('securepassword', { ...strong, memoryKib: 9_216, passes: 5 }))

  const underBcrypt = await staleUnder(bcryptSha256, [keyed4, keyed12, keyed13, plain4, argonToday, argonStrong])
  expect(underBcrypt).toEqual([true, false, false, true, true, true])
  const underArgon = await staleUnder(argon2id, [argonToday, argonStrong, argonOnePass, argonSmall, keyed12, plain4])
  expect(underArgon).toEqual([false, false, true, true, true, true])
})

test('a hash that only other systems make is stale in every scheme [B17]', async () => {
  for (const scheme of [bcryptSha256, argon2id])
    expect(await staleUnder(scheme, [bare4, pbkdf2, django])).toEqual([true, true, true])
})

test('the most expensive accepted PBKDF2 hash occupies a worker for less time than others wait [J7]', async () => {
  const dearest = django.replace('$1000$', '$3000000$')
  expect(trialJob(argon2id, 'securepassword', dearest).trials).toHaveLength(1)
  const verify = () => verifyWith(argon2id, hashPool(), 'securepassword', dearest)
  expect(await cpuTime(async () => expect((await verify()).valid).toBe(false))).toBeLessThan(10_000)
})

test('a hash that needs more than 128 MiB or a second of a core is invalid in any scheme [J7]', () => {
  const dearer: [most: string, more: string][] = [
    [plain4.replace('$04$', '$14$'), plain4.replace('$04$', '$15$')],
    [keyed4.replace('r=4', 'r=14'), keyed4.replace('r=4', 'r=15')],
    [bare4.replace('2b,4', '2b,14'), bare4.replace('2b,4', '2b,15')],
    [argonToday.replace('m=19456,t=2', 'm=131072,t=8'), argonToday.replace('m=19456', 'm=131073')],
    [argonToday.replace('m=19456,t=2', 'm=64,t=16384'), argonToday.replace('m=19456,t=2', 'm=64,t=16385')],
    [argonToday.replace('m=19456,t=2', 'm=131072,t=8'), argonToday.replace('m=19456,t=2', 'm=131072,t=9')],
    [django.replace('$1000$', '$3000000$'), django.replace('$1000$', '$3000001$')],
    [pbkdf2.replace('$1000$', '$3000000$'), pbkdf2.replace('$1000$', '$3000001$')],
  ]
  for (const scheme of [bcryptSha256, argon2id]) {
    const unknown = trialJob(scheme, 'securepassword', undefined)
    for (const [most, more] of dearer) {
      expect(trialJob(scheme, 'securepassword', most).trials, most).toHaveLength(1)
      expect(trialJob(scheme, 'securepassword', more), more).toEqual(unknown)
    }
  }
})

test('plain bcrypt reads 72 bytes, and our own hashes read all bytes [G2]', async () => {
  const cut = '$2b$04$kM9odFumsY5KcNz4jwlDBeUfklt39e6lwd6HcJDO/FDwuNaCs3.Xm'
  expect(await verifyCheaply(`${'a'.repeat(72)}anything`, cut)).toEqual({ valid: true, stale: true })

  const whole = await makeHash(bcryptSha256.recipe(`${'€'.repeat(24)}X`, 4))
  expect((await verifyCheaply(`${'€'.repeat(24)}Y`, whole)).valid).toBe(false)
})

test('a password with NUL never matches a plain bcrypt hash [A11]', async () => {
  for (const password of ['securepassword\0X', 'securepassword\0', 'securepassword\0securepassword']) {
    expect(await verifyCheaply(password, plain4)).toEqual({ valid: false, stale: false })
  }
})

test('in our own hashes NUL counts like any other character', async () => {
  for (const recipe of [bcryptSha256.recipe('abc\0X', 4), argon2id.recipe('abc\0X')]) {
    const hash = await makeHash(recipe)
    expect((await verifyCheaply('abc\0X', hash)).valid).toBe(true)
    expect((await verifyCheaply('abc\0Y', hash)).valid).toBe(false)
    expect((await verifyCheaply('abc', hash)).valid).toBe(false)
  }
})

const damaged = [
  '',
  'securepassword',
  '$2b$12$',
  '$2b$03$U0hLSe0l2JLXfT0zLG9kAOG9RF.Nj4iViwKen8aKDDdfep/gKKcRq',
  '$2b$31$U0hLSe0l2JLXfT0zLG9kAOG9RF.Nj4iViwKen8aKDDdfep/gKKcRq',
  `${plain4}x`,
  `${keyed4}\n`,
  keyed4.replace('r=4', 'r=04'),
  keyed4.replace('v=2', 'v=3'),
  keyed4.replace('D.$', 'D1$'),
  argonToday.replace('p=1', 'p=0'),
  argonToday.replace('m=19456', 'm=7'),
  argonToday.replace('m=19456', 'm=99999999'),
  argonToday.replace('t=2', 't=4000000000'),
  '$argon2i$v=19$m=64,t=1,p=1$hbAW4rwXIoSwFsKY8947xw$yl/pESH8gHujycMtkaUV2vRcq2+jadlwn8Yld0k6Jps',
  bare4.replace('$2b,4$', '$2b,31$'),
  bare4.replace('$2b,4$', '$2x,4$'),
  pbkdf2.replace('$1000$', '$0$'),
  pbkdf2.replace('$1000$', '$01000$'),
  pbkdf2.replace('$1000$', '$3000001$'),
  pbkdf2.replace('$1000$', '$4000000000$'),
  `${pbkdf2}=`,
  pbkdf2.slice(0, -1),
  pbkdf2.replace('$1000$', `$1000$${'A'.repeat(400)}`),
  django.replace('$1000$', '$3000001$'),
  django.replace('$1000$', '$1e3$'),
  django.replace('$1000$', '$1000$\0'),
  django.replace('$1000$', `$1000$${'salt'.repeat(50)}`),
  django.replace(/=$/, ''),
  django.replace('pbkdf2_sha256', 'pbkdf2_sha1'),
  '!ajssYjn0RLzx6IJNBM6zaSulM3Kv1o9fN4WNdEbg',
  '$scrypt$ln=16,r=8,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA',
]

test('a damaged or unknown hash takes exactly the work of an unknown account [B2]', () => {
  for (const scheme of [bcryptSha256, argon2id]) {
    const unknown = trialJob(scheme, 'securepassword', undefined)
    for (const hash of damaged) expect(trialJob(scheme, 'securepassword', hash), hash).toEqual(unknown)
  }
})

test('a damaged or unknown hash is refused without an error', async () => {
  for (const hash of damaged) {
    expect(await verifyWith(argon2id, hashPool(), 'securepassword', hash), hash).toEqual({ valid: false, stale: false })
  }
})

test('the column may contain any text without an error', () => {
  const beginnings = fc.constantFrom(
    '',
    '$2b$',
    '$2b$12$',
    '$bcrypt-sha256$v=2,t=2b,r=12$',
    '$argon2id$v=19$m=64,t=1,p=1$',
    '$bcrypt-sha256$2b,4$',
    '$pbkdf2-sha256$1000$',
    'pbkdf2_sha256$1000$',
  )
  fc.assert(
    fc.property(beginnings, fc.string(), (beginning, rest) => {
      expect(trialJob(bcryptSha256, 'securepassword', beginning + rest).otherwise).toHaveLength(1)
    }),
  )
})

test('every refusal of a bcrypt row costs what an unknown account costs [B2]', () => {
  const unknown = bcryptRounds(bcryptSha256, 'wrong password', undefined)
  expect(unknown).toBe(2 ** 12)
  for (let cost = 4; cost <= 12; cost++) {
    const digits = String(cost).padStart(2, '0')
    expect(bcryptRounds(bcryptSha256, 'wrong password', plain4.replace('$04$', `$${digits}$`))).toBe(unknown)
    expect(bcryptRounds(bcryptSha256, 'securepassword\0', plain4.replace('$04$', `$${digits}$`))).toBe(unknown)
    expect(bcryptRounds(bcryptSha256, 'wrong password', keyed4.replace('r=4', `r=${cost}`))).toBe(unknown)
  }
  for (const hash of [argonToday, pbkdf2, django, bare4])
    expect(bcryptRounds(bcryptSha256, 'wrong password', hash)).toBe(unknown)
  expect(bcryptRounds(bcryptSha256, 'wrong password', keyed4.replace('r=4', 'r=13'))).toBe(2 ** 13)
})

test('every refusal of a cheap argon2id row costs what an unknown account costs [B2]', () => {
  const unknown = argonWork('wrong password', undefined)
  expect(argonWork('wrong password', argonToday)).toBe(unknown)
  expect(argonWork('wrong password', argonToday.replace('t=2', 't=1'))).toBe(unknown)
  expect(argonWork('wrong password', argonToday.replace('m=19456', 'm=64'))).toBe(unknown)
  expect(argonWork('wrong password', plain4)).toBe(unknown)
})

test('the number of hashes that a refusal costs depends only on what was typed, not on the account [B2]', () => {
  const typed: [password: string, forms: number][] = [
    ['securepassword', 1],
    ['crème brûlée'.normalize('NFC'), 1],
    ['パスワード漢字 🔑', 1],
    ['crème brûlée'.normalize('NFD'), 2],
    // As Windows types Vietnamese, which is neither composed nor decomposed.
    ['mâ\u0323t khâ\u0309u', 2],
  ]
  const cheap = argonToday.replace('m=19456', 'm=9728')
  for (const [password, forms] of typed) {
    for (const hash of [undefined, '', '!', plain4, plain4.replace('$04$', '$12$'), keyed4, keyed12, bare4, pbkdf2])
      expect(bcryptRounds(bcryptSha256, password, hash), `${password} ${hash}`).toBe(forms * 2 ** 12)
    const unknown = argonWork(password, undefined)
    expect(unknown).toBe(forms * 2 * 19_456)
    for (const hash of [argonToday, cheap, plain4, '!']) expect(argonWork(password, hash), hash).toBe(unknown)
  }
})

/** A refusal costs a tenth of what it costs under bcrypt. */
function verifyCheaply(password: string, hash: string) {
  return verifyWith(argon2id, hashPool(), password, hash)
}

async function staleUnder(configured: MakingScheme, hashes: string[]): Promise<boolean[]> {
  const verified = []
  // One by one, because the pool refuses what has waited for ten seconds.
  for (const hash of hashes) verified.push(await verifyWith(configured, hashPool(), 'securepassword', hash))
  expect(verified.every(({ valid }) => valid)).toBe(true)
  return verified.map(({ stale }) => stale)
}

function stepsOfRefusal(configured: MakingScheme, password: string, hash: string | undefined): Step[] {
  const { trials, otherwise } = trialJob(configured, password, hash)
  return [...trials.map(({ step }) => step), ...otherwise]
}

function bcryptRounds(configured: MakingScheme, password: string, hash: string | undefined): number {
  const steps = stepsOfRefusal(configured, password, hash)
  return steps.reduce((rounds, step) => rounds + (step.run === 'bcrypt' ? 2 ** step.cost : 0), 0)
}

function argonWork(password: string, hash: string | undefined): number {
  const steps = stepsOfRefusal(argon2id, password, hash)
  return steps.reduce((work, step) => work + (step.run === 'argon2id' ? step.memoryKib * step.passes : 0), 0)
}
