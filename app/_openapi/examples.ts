import type { PublicApp } from '@/lib/apps/list-apps'
import type { PublicPasskey } from '@/lib/passkeys/public-passkey'
import type { PublicSession } from '@/lib/sessions/list-sessions'
import type { PublicSuspendedFactor } from '@/lib/suspended-factors/public-suspended-factor'

/** One person throughout, so that the examples can be played one after the other. */
export const person = {
  first_name: 'Ada',
  last_name: 'Lovelace',
  email: 'ada@example.com',
  phone_number: '+441632960123',
  password: 'notes on the engine',
}

export const otherEmail = 'countess@example.com'
export const otherPassword = 'diagram of operations'

export const user = {
  id: '0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b',
  first_name: person.first_name,
  last_name: person.last_name,
  email: person.email,
  phone_number: person.phone_number,
  email_verified: false,
  created_at: '2026-11-22T09:30:00.000Z',
}

export const session: PublicSession = {
  id: '0199a1b2-d5e6-7f80-9b1c-2d3e4f5a6b7c',
  kind: 'api',
  current: true,
  ip: '203.0.113.9',
  device: 'curl',
  created_at: '2026-11-22T09:31:00.000Z',
  last_seen_at: '2026-11-22T09:31:00.000Z',
}

export const usedApp: PublicApp = {
  id: 'wiki',
  name: 'Wiki',
  scopes: ['openid', 'profile', 'email'],
  since: '2026-11-22T09:32:00.000Z',
  last_used_at: '2026-11-22T09:32:00.000Z',
}

export const event = {
  id: '0199a1b2-e7f8-7091-8c2d-3e4f5a6b7c8d',
  type: 'login',
  description: 'API client logged in',
  ip: '203.0.113.9',
  device: 'curl',
  at: '2026-11-22T09:31:00.000Z',
}

export const accessToken = 'pQ7vX0m3kZ1sW9yT5rN8cB2hJ6fL4dG0aE7uI1oK3xM'

/** Stands for the token of a login whose second step is missing. */
export const loginToken = 'hT4kQ9wZ2xV7nB1mC6sL0pR5yE8uJ3aG4dF7iO2tKqY'

/** Stands for the value of `token` in an emailed link. */
export const mailedToken = 'eyJhbGciOiJIUzI1NiJ9.eyJqdGkiOiIwMTk5YTFiMiJ9.c2lnbmF0dXJl'

export const publicKey = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
  use: 'sig',
  alg: 'EdDSA',
}

export const serviceToken = 'eyJhbGciOiJFZERTQSJ9.eyJhdWQiOiJiaWxsaW5nIn0.c2lnbmF0dXJl'

export const confirmation = 'eyJhbGciOiJIUzI1NiJ9.eyJqdGkiOiIwMTk5YTFiMyJ9.c2lnbmF0dXJl'

export const appSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
export const appCode = '492039'

export const passkey: PublicPasskey = {
  id: '0199a1b3-a4b5-7c6d-8e7f-9a0b1c2d3e4f',
  name: 'Firefox on Linux',
  synced: true,
  usable: true,
  created_at: '2026-11-22T09:33:00.000Z',
  last_used_at: '2026-11-22T09:34:00.000Z',
}

export const suspendedFactor: PublicSuspendedFactor = {
  id: '0199a1b3-a4b5-7c6d-8e7f-9a0b1c2d3e50',
  kind: 'passkey',
  name: 'Chrome on Windows',
  made_at: '2026-11-22T09:40:00.000Z',
  suspended_at: '2026-11-22T09:45:00.000Z',
}

export const secondFactors = {
  two_step: '2026-11-22T09:33:00.000Z',
  authenticator_app: { since: '2026-11-22T09:33:00.000Z' },
  passkeys: [passkey],
  recovery_codes: { left: 10, made_at: '2026-11-22T09:33:00.000Z', saved: true },
  suspended: [],
}

export const recoveryCodes = [
  'qqmmhf-2scsmv-fzbgwd-e1qdwx',
  '7vk2tc-0zr9pw-h3dnay-5m8gqe',
  'x4b6sj-wq1tfn-28zcpk-vr0hdm',
  'n9gpa3-ek5ydv-7tqxmc-4jw2zs',
  '0hfr8z-c6mbn1-pwsq9t-xg3vke',
  'd5tw7q-3jxz4k-mavg0r-y8cnhp',
  'z1cskn-v9hqe6-0bfdtx-2rwmj7',
  'e8qxgm-5ptwr3-kd6nzc-hav01y',
  '4wdnvb-tq7s2x-g9jcke-0mzpr5',
  'm3yrhe-8azkq0-v4xwtd-6nbgcs',
]
