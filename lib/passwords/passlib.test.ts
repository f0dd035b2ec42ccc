import fc from 'fast-check'
import { expect, test } from 'playwright/test'
import { bcrypt } from './bcrypt'
import { bcryptSha256 } from './bcrypt-sha256'
import { makeHash } from './hash-password'
import { type HashPool, openHashPool } from './pool'
import { schemeOf } from './registry'
import type { HashEngine } from './work'

// Made by Passlib 1.7.4 (its argon2 by argon2-cffi).
const bcryptSha256Vectors: [password: string, hash: string][] = [
  ['', '$bcrypt-sha256$v=2,t=2b,r=4$Gph7mfKPEb78PqeaBv6LI.$I0O4zZTSGksNbhyFDUj4Zs2hkNgFtqS'],
  [' ', '$bcrypt-sha256$v=2,t=2b,r=5$HOMgbAQAAXimNTkQJDu/Re$HjwOg7IeG0Xu0tDiidNlptFi80nQJpG'],
  ['securepassword', '$bcrypt-sha256$v=2,t=2b,r=4$XEvbSjj4pzyBhAeAs0ysD.$qnLMF0IUSPlURviZXLYdPka37Gu0V1y'],
  ['pässwörd', '$bcrypt-sha256$v=2,t=2b,r=5$YDq3Kt/.skdsNKhY13tPj.$MTHauuZTwcoVGMccUUD2K.HrWS5x7lu'],
  ['パスワード漢字', '$bcrypt-sha256$v=2,t=2b,r=4$Hec1wnl8WkYvwwVh9AOKl.$BazLkBCaeszCSfoyMTZ5f9/fPlXlV6i'],
  ['🔑🧑‍🚀 emoji', '$bcrypt-sha256$v=2,t=2b,r=5$22q7unyyNviQTuKsogOej.$qCU1Y1SVNg0f.eyjEIuCzH.frp5HX1y'],
  ['abc\0X', '$bcrypt-sha256$v=2,t=2b,r=4$ejwli120siCwEwap0QAose$MBdBKcXpct2mb24u73kHz8gLnII7cdi'],
  [`${'a'.repeat(72)}X`, '$bcrypt-sha256$v=2,t=2b,r=5$ZUnMS8wjWCoynO28eKf8Z.$yVvqOM6AEZFc8JGtYkzZq1HICYXNbzG'],
  [`${'€'.repeat(24)}X`, '$bcrypt-sha256$v=2,t=2b,r=4$bnCltxMMZ2ZTo0elTqkodu$A0Ca.BHtWpqNonV6UmANE1y4vBJdDPO'],
  ['x'.repeat(256), '$bcrypt-sha256$v=2,t=2b,r=5$cZrQzS45cjZdO.60ROyFm.$fNzVMAnyLjMnHqUEg1Aa6qFBzHHwblG'],
  ['securepassword', '$bcrypt-sha256$v=2,t=2b,r=12$OgfMb3Y2XG368qOZzXoLne$BHiwGYqjpZQ5wylW6LRgdC.oFe3Xu1C'],
]

const bcryptVectors: [password: string, hash: string][] = [
  ['securepassword', '$2b$04$U0hLSe0l2JLXfT0zLG9kAOG9RF.Nj4iViwKen8aKDDdfep/gKKcRq'],
  ['pässwörd €🔑', '$2b$04$bi3aI6gLhL2gBBWIAMGi1eOZfNJVzvejfdfXy4YeLWOgr8kXuVd8G'],
  [`${'a'.repeat(72)}X`, '$2b$04$kM9odFumsY5KcNz4jwlDBeUfklt39e6lwd6HcJDO/FDwuNaCs3.Xm'],
  [`${'€'.repeat(24)}X`, '$2b$04$WYYZZGrIRu0D5ZVzZ81UlexPDjVL8bmAn6JmNx0cmObH1//8glSYm'],
  [`${'b'.repeat(71)}é`, '$2b$04$5uxLXjBvzB4r4C3BQNXmRet9drBLqpJnWNi1EDzPNvMDBm0UHCUhy'],
  [`${'b'.repeat(71)}€tail`, '$2b$04$Ij.4s3VVhRBpFhcjITtJke9gJTviavbne/nE5qMwfbETEXjn1yZMG'],
  ['🔑'.repeat(20), '$2b$04$V3SD1HtcfXflj9mM8ovjEe5/JuIf2n6DBxg5NqcYrk7twJgjrtS.S'],
  ['securepassword', '$2a$04$52nXpo1JV2XNST.lHxVYp.d2yP2N5QgSCl8JDo77PO7V7fIBXdpHK'],
  ['pässwörd €🔑', '$2a$04$jqKJyKZYMRrKTBcw8e8KEerU3wI85AGC8P8B/shaGlkHxAuDhu3D6'],
  [`${'a'.repeat(72)}X`, '$2a$04$EwBjRePlMqNPC7tpf/i.aueiyHwtKwrYShXUuzEkdgf4wULAEtAEq'],
  [`${'€'.repeat(24)}X`, '$2a$04$0NP4R8DOwdpu3cQsty2ig.VXAXYcNns4vf7hf3aei7Ls70vBF9KJe'],
  [`${'b'.repeat(71)}é`, '$2a$04$GDUj/JIjtaJLSamcDuFgD.HUQ0PQrUuK6tjKprbNUDwkEqkvCOBL.'],
  [`${'b'.repeat(71)}€tail`, '$2a$04$gLKK/IMcYn3wvNnc4595QepnfDWsaHFt.oAG3moaQkplW645K8hvy'],
  ['🔑'.repeat(20), '$2a$04$3rBXOeRQ3NWdXxbYcdMgt.MxsQodw1vJoeGT6cSzclNAmgtEFr/q6'],
  ['securepassword', '$2y$04$Bv6ctaQd28ist95.aqu/3OwJovTbOHQ5zjlvquZBD9WyEm34k33tK'],
  ['pässwörd €🔑', '$2y$04$gpgyXWLv1Ga9eTvqshUyL.m7iNELcEC.QsuzlTI3wDNjcC51Bcna6'],
  [`${'a'.repeat(72)}X`, '$2y$04$ADsdTjgFmsWMUkoUTKtpHuO1ILMnrW9LLOstIewQSKipi8JFGuYwO'],
  [`${'€'.repeat(24)}X`, '$2y$04$ElCZPkpk2qX7kteVCbq1HuR9wzAJsZQeGPDvnlC2BE/Bhx3JYiFmq'],
  [`${'b'.repeat(71)}é`, '$2y$04$kAfSZ2DBfPhsWpT14SSSl.4OHE7fjN4zRd3Me3EdXJWCyEPAq6qGa'],
  [`${'b'.repeat(71)}€tail`, '$2y$04$Bthjczp7JhHZoyu49FLIbOcb5lnq2Ha3mahGUVMC8s041EJtdfX6m'],
  ['🔑'.repeat(20), '$2y$04$0LJbOt7s41nBuewzT.rA/OkWfeXkMpf02O0Ji./QiHwxpVqXTOW8q'],
]

const argon2idVectors: [password: string, hash: string][] = [
  [
    'securepassword',
    '$argon2id$v=19$m=19456,t=2,p=1$AWAMIQTAmLO2FiIkJISQEg$QpxuLVLc5n+c8zwgVG7K5wByuc7YESbdPzU98neResw',
  ],
  ['pässwörd €🔑', '$argon2id$v=19$m=64,t=1,p=1$hbAW4rwXIoSwFsKY8947xw$yl/pESH8gHujycMtkaUV2vRcq2+jadlwn8Yld0k6Jps'],
  ['abc\0X', '$argon2id$v=19$m=64,t=3,p=2$17rXmvNeixECAOB8T2ktxQ$Y0fLZgy5iBTPcwV8FZsu8SshEoutOWE8pcqjZgz+Qd0'],
  [
    'x'.repeat(256),
    '$argon2id$v=19$m=65536,t=3,p=4$K8UYo/TeO+f8X+u9d845pw$4dPNIPd0P3zUghH3Q3mgJ6HKsgeeq4RP0crQ03E0jtE',
  ],
  ['', '$argon2id$v=19$m=8,t=1,p=1$Yuy9l7IWQkjpPQfAWAuB0A$e2X1udbVupOXz9X6QGiWqNq2vDmwnfegsiL73zcuSf0'],
]

const engines = {} as Record<HashEngine, HashPool>
test.beforeAll(() => {
  for (const engine of ['native', 'fallback'] as const) engines[engine] = openHashPool({ size: 1, engine })
})
test.afterAll(() => Promise.all([engines.native.close(), engines.fallback.close()]))

for (const engine of ['native', 'fallback'] as const) {
  test(`the ${engine} engine says which it is`, async () => {
    expect(await engines[engine].run({ ask: 'engine' })).toBe(engine)
  })

  test(`the ${engine} engine verifies what Passlib made, and nothing near it`, async () => {
    for (const [password, hash] of [...bcryptSha256Vectors, ...bcryptVectors, ...argon2idVectors]) {
      expect(await accepts(engines[engine], password, hash), hash).toBe(true)
      expect(await accepts(engines[engine], `x${password}`, hash), hash).toBe(false)
    }
  })
}

test('a hash made by one engine is verified by the other', async () => {
  const passwords = ['', 'pässwörd', 'nul\0inside', '🔑'.repeat(64)]
  for (const password of passwords) {
    const native = await makeHash(bcryptSha256.recipe(password, 4), engines.native)
    const fallback = await makeHash(bcryptSha256.recipe(password, 4), engines.fallback)
    expect(await accepts(engines.fallback, password, native)).toBe(true)
    expect(await accepts(engines.native, password, fallback)).toBe(true)
  }
})

test('both engines read any text alike', async () => {
  const hash = bcryptVectors[0]![1]
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 90 }), async (units) => {
      const password = String.fromCharCode(...units)
      const step = bcrypt.trial(password, hash)!.step
      const digests = Object.values(engines).map((pool) => pool.run({ ask: 'digest', step }))
      expect(new Set(await Promise.all(digests)).size).toBe(1)
    }),
    { numRuns: 40 },
  )
})

/** The bare trial, without the work that makes a refusal as long as any other. */
function accepts(pool: HashPool, password: string, hash: string): Promise<boolean> {
  return pool.run({ ask: 'trial', trial: schemeOf(hash)?.trial(password, hash), otherwise: [] })
}
