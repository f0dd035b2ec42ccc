import fc from 'fast-check'
import { test } from 'playwright/test'
import { makeHash } from '@/lib/passwords/hash-password'
import type { HashEngine } from '@/lib/passwords/pool/hash-job'
import { HashPool } from '@/lib/passwords/pool/hash-pool'
import { expect } from '@/test/expect'
import { bcrypt } from './bcrypt'
import { bcryptSha256 } from './bcrypt-sha256'
import { schemeOf } from './known-schemes'

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

// In the format of Passlib before 1.7.3.
const bcryptSha256V1Vectors: [password: string, hash: string][] = [
  ['securepassword', '$bcrypt-sha256$2b,4$JHxOdxhiTaa.jW7przCKme$nCM8d7xOQELAdKpsGz3sZw2fNrRQ7Qy'],
  ['pässwörd €🔑', '$bcrypt-sha256$2b,4$2pVAfHq/jFyOS21HGv2uYe$sO6ouPR64OhZRtSW9szglpOBcD9Sohq'],
  ['abc\0X', '$bcrypt-sha256$2b,4$GapbBK1j7/9kyT.XajEO0e$s0olIZChwOE30inG1PcRqBgwCzZYJ2W'],
  ['x'.repeat(256), '$bcrypt-sha256$2b,4$jXdT8a8/OsyhiPmsjDc8L.$5U0YHCdJmnJIifYH24TdOm6aXTEKXsG'],
  ['', '$bcrypt-sha256$2b,4$u7cQQfD6QHEYqlY/qf6n.e$2b2laBX/hiSqhq9uqBEQe2pxLVDfq2y'],
  [' ', '$bcrypt-sha256$2b,4$pzGDCPGngiNHq9hhlif2BO$fNx4rmE3pV4bmd3O1POTCFJkOC/lP4i'],
  ['securepassword', '$bcrypt-sha256$2a,4$563yzEde6TrMeMAW/iMjIO$YWhgD9kkaHCLm44W3bn.VQXef8cLwAi'],
]

const pbkdf2Vectors: [password: string, hash: string][] = [
  ['securepassword', '$pbkdf2-sha256$1000$I.R8r/XeW4tRSslZS2ltTQ$RQ1Pb7Lhszs7JiO7JmmkBUrkHNoyJtSoY.yeWx.YjxA'],
  ['pässwörd €🔑', '$pbkdf2-sha256$1000$KEWIcW6tlXIuZWxt7f0fow$Jp6oXAVRvDL4P51I2r8MlPXe4oiqTthd2mGFej5wjhQ'],
  ['abc\0X', '$pbkdf2-sha256$1000$BeDcmxPiPOd8T8k5B2Cs9Q$suUBdU5Bm9m/S.RcayLG/s/VUez6so8PcOTjMbSVwRE'],
  ['x'.repeat(256), '$pbkdf2-sha256$1000$3XtPqTWmVOp9r9XaW4txbg$YOPAeDJZoKIyKFS7cpQUX8U9UZA3b4zl6YxmVUHOIs0'],
  ['', '$pbkdf2-sha256$1000$HqP03lvrvdc6p9Tam/Me4w$sesgwxAhYp5tl73btUcZ.//WCE9tGFFOm44vkA15cBY'],
  [' ', '$pbkdf2-sha256$1000$836v1fqfc865lzLGOEeoNQ$hX/xIAr0uIB1TgKleN03K0lRKAXjxzQ/uUjHGAbT7xA'],
  ['securepassword', '$pbkdf2-sha256$1$$A/nya5Cu69YIoII1EwwZJH.IM8NOzd79/g.GrKqEcRQ'],
  [
    'securepassword',
    '$pbkdf2-sha256$7$wVjrnZMyRkhprbWWcu7d.9.7F8JYi/F.r9U6p1QqhdA6ByBEyPlfq7XWmhOi9L63ds75//8/x9jbO8f4/7/3Hg$YTAX5w.dTYcHvswprLirlE0CmGtqlkItUbMEw5zVUIY',
  ],
  ['securepassword', '$pbkdf2-sha256$29000$r9X6f691bu2dc46R8v7/nw$jCyhu1jGf0ESVDsdRJBIKKLCsetREom9KvjErD8t.Xo'],
]

// Made by Django 5.2, and the last one by Passlib in its own format.
const djangoVectors: [password: string, hash: string][] = [
  ['securepassword', 'pbkdf2_sha256$1000$aaVnFIU4cTT3zJggpNgHAZ$QWX3Wluz5zvV9v9xtT4emSpacd9v8n0J9QSdO9QVYoY='],
  ['pässwörd €🔑', 'pbkdf2_sha256$1000$jfFAbuSNOw6jxwU6mRZ27w$3TUf5uL+3sEzA+doA6CzZQ9Amyd9K6/QFXTb+zW+PlU='],
  ['abc\0X', 'pbkdf2_sha256$1000$I5JbVI6nGi4PPZfXRA1goI$p8U9ZqRAH9DPosvfkNzBzxRCoOcg5Xijz7DvUhdEvuc='],
  ['x'.repeat(256), 'pbkdf2_sha256$1000$8AwGkTpunrO2ArHNIurmWW$dzcfM5LtgxR7zDDBSv10jf35fzcfD4sHIvQDLSrMtYs='],
  ['', 'pbkdf2_sha256$1000$F6JWReZqT7hBzURhVEleKv$QaDaq/31mXxDOyQwCMNVp1xDq1GghrKTvGGYST8g7/s='],
  [' ', 'pbkdf2_sha256$1000$z3PWLDOqjrg5qNcA6JVnTd$pgMdqhasiaPvmRgi/s49p0JXG7B1vO4pUC1liXHkn1k='],
  ['securepassword', 'pbkdf2_sha256$3$sält with spaces, and:+/=$Ppa15PPcLsTquxgd3mr2jT55N5zQ1VpM412jGq74jBM='],
  ['securepassword', 'pbkdf2_sha256$1000000$BxTDvl9vVRCVPLIg0SBWma$3T39HOdjBKloFdGHgMt9Ro6BxH+rEUxHJjLrHatoqQs='],
  ['securepassword', 'pbkdf2_sha256$10$UZOVm5RQpYZg$jv0IyN0O3vg8ebhqCwn+p9eEJhpOpEV43xPV7RO2Ymk='],
]

// As Django's BCryptSHA256PasswordHasher makes them: bcrypt, by its own library, of the SHA-256 in hex.
const djangoBcryptVectors: [password: string, hash: string][] = [
  ['securepassword', 'bcrypt_sha256$$2b$04$iMktFhKjLHEin2OSwJ8MfujW8mSWNmpHQKAknMP6E5zpZXmLSOkyu'],
  ['pässwörd €🔑', 'bcrypt_sha256$$2b$04$JwfTR18pnLwBdPXLk6pgGenTUTrw5RfwBg0gk9.4AlJhNWV6ZyTv6'],
  ['abc\0X', 'bcrypt_sha256$$2b$04$BSm3IV0p1NpuIvxy89SDjuZUbtZbgtdgfuVZPCJyHBFW1I0cmwo0W'],
  ['x'.repeat(256), 'bcrypt_sha256$$2b$04$f5Ptx.9bG2nxWAPLFB6QkOw1Aw.7wyWJLhzLMKblzqXs56AkHoVc2'],
]

/** The few hashes at today’s costs. There are cheap ones of each kind too. */
const dear = /r=12\$|m=65536|\$1000000\$/

const foreign = [...bcryptSha256V1Vectors, ...pbkdf2Vectors, ...djangoVectors, ...djangoBcryptVectors]

const engines = {} as Record<HashEngine, HashPool>
test.beforeAll(() => {
  for (const engine of ['native', 'fallback'] as const) engines[engine] = new HashPool({ size: 1, engine })
})
test.afterAll(() => Promise.all([engines.native.close(), engines.fallback.close()]))

for (const engine of ['native', 'fallback'] as const) {
  test(`the ${engine} engine reports its name`, async () => {
    expect(await engines[engine].run({ ask: 'engine' })).toBe(engine)
  })

  test(`the ${engine} engine verifies the hashes of Passlib and Django, and no similar ones`, async () => {
    for (const [password, hash] of [...bcryptSha256Vectors, ...bcryptVectors, ...argon2idVectors, ...foreign]) {
      expect(await accepts(engines[engine], password, hash), hash).toBe(true)
      if (!dear.test(hash)) expect(await accepts(engines[engine], `x${password}`, hash), hash).toBe(false)
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

test('both engines read any text the same way', async () => {
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

/** Only the trial, without the work that makes every refusal take the same time. */
async function accepts(pool: HashPool, password: string, hash: string): Promise<boolean> {
  const trials = [schemeOf(hash)?.trial(password, hash)].filter((trial) => trial !== undefined)
  return (await pool.run({ ask: 'trial', trials, otherwise: [] })) === 0
}
