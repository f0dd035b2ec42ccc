import { eq, sql } from 'drizzle-orm'
import { contestAccount } from '@/db/accounts/email/contests'
import { query } from '@/db/connection/client'
import { scheduleDeletionBy } from '@/db/operator/changes/scheduled-deletion'
import { allowUser } from '@/db/provider/client-users'
import { emails, users } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import type { CommandName } from '@/lib/operator/commands'
import { providerKeys } from '@/lib/provider/keys/keys'
import { loginAttempts } from '@/lib/sessions/login/login-attempts'
import { keysOfAccount } from '@/lib/throttle/keys-of-account'
import { emailsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { disable, someone } from '@/test/accounts/someone'
import { moved, somebodyVerified, takenBack } from '@/test/links/requested-change'
import { withoutKeys } from '@/test/signing-keys'
import { aMember } from '@/test/staff/a-member'
import { anAct } from './an-act'
import {
  type Attempt,
  onClient,
  onClientAndUser,
  onUser,
  type Someone,
  unknownUser,
  withRole,
} from './command-attempts'

const wrongLimit = () => ({ limit: 'canary' })

/** Every command of the list with an input that it carries out and one that it refuses. */
export const everyCommand: Record<CommandName, Attempt> = {
  'users list': { ready: async () => ({ input: {} }), refused: wrongLimit },
  'users find': {
    ready: async () => {
      const { email } = await someone()
      return { input: { text: email }, personal: [email] }
    },
    refused: (input) => ({ ...input, limit: 'canary' }),
  },
  'users show': onUser(() => someone()),
  'users acts': { ready: async () => ({ input: { user: (await someone()).id } }), refused: unknownUser },
  'users diagnose': {
    ready: onUser(() => someone()).ready,
    refused: (input) => ({ ...input, user: 'nobody.canary' }),
  },
  'users create': {
    ready: async () => {
      const person = aPerson()
      const { email, first_name, last_name, phone_number, password } = person
      return { input: person, personal: [email, first_name, last_name, phone_number, password] }
    },
    refused: (input) => ({ ...input, password: 'password' }),
  },
  'users disable': onUser(() => someone()),
  'users enable': onUser(async () => {
    const user = await someone()
    await disable(user)
    return user
  }),
  'users reset-link': onUser(() => someone()),
  'users mail-reset': onUser(() => someone()),
  'users revoke-sessions': onUser(async () => {
    const user = await someone({ passwordHash: 'old' })
    await loggedIn(user)
    return user
  }),
  'users try-address': onUser(async () => {
    const user = await someone()
    await query((db) => db.update(users).set({ emailUnreachableAt: new Date() }).where(eq(users.id, user.id)))
    return user
  }),
  'users set-email': onUser(
    () => someone({ verified: true }),
    () => ({ email: aPerson().email }),
  ),
  'users verify-email': onUser(() => someone()),
  'users resend-verification': onUser(() => someone()),
  'users clear-attempts': onUser(async () => {
    const user = await someone()
    for (const key of keysOfAccount(loginAttempts, user))
      await query((db) =>
        db.execute(
          sql`insert into throttles (key, points, expire) values (${`${key}x`}, 3, now() + interval '1 hour')`,
        ),
      )
    return user
  }),
  'users reset-factors': onUser(async () => {
    const user = await someone({ verified: true })
    await aPasskeyOf(user)
    return user
  }),
  'users settle': onUser(contested, ({ email }) => ({ to: email })),
  'users schedule-deletion': onUser(() => someone()),
  'users cancel-deletion': onUser(async () => {
    const user = await someone()
    await scheduleDeletionBy(anAct(), user.id)
    return user
  }),
  'users delete': onUser(() => someone()),
  'clients list': { ready: async () => ({ input: {} }) },
  'clients show': onClient(),
  // Its URL is on a device, so that nothing is called.
  'clients doctor': onClient({}, { kind: 'native', redirectUris: ['com.example.canary:/cb'], backchannelUri: null }),
  'clients add': {
    ready: async () => ({
      input: { name: 'Canary wiki', redirect_uris: ['https://canary.example.com/callback'], id: freshId() },
      personal: ['Canary wiki', 'canary.example.com'],
    }),
    refused: (input) => ({ ...input, redirect_uris: ['http://canary.example.com'] }),
  },
  'clients change': onClient({ name: 'Canary changed', redirect_uris: ['https://canary.example.com/changed'] }),
  'clients rotate-secret': onClient({ keep_old: '1h' }),
  'clients allow': onClientAndUser(),
  'clients deny': onClientAndUser(async (app, user) => void (await allowUser(anAct(), app.id, user.id))),
  'clients disable': onClient(),
  'clients enable': onClient({}, { disabledAt: new Date() }),
  'clients remove': onClient(),
  'doctor database': { ready: async () => ({ input: {} }) },
  'settings list': { ready: async () => ({ input: {} }) },
  'mail list': { ready: async () => ({ input: { user: (await someone()).email } }), refused: wrongLimit },
  'mail show': {
    ready: async () => {
      const { id, userId, recipient } = await aFailedEmail()
      return { input: { id }, userId: userId!, personal: [recipient] }
    },
    refused: () => ({ id: 'canary' }),
  },
  'mail retry': {
    ready: async () => {
      const { id, userId, recipient } = await aFailedEmail()
      return { input: { ids: [id] }, userId: userId!, personal: [recipient] }
    },
    refused: () => ({}),
  },
  'staff list': { ready: async () => ({ input: {} }) },
  'staff add': withRole('support', () => someone({ verified: true })),
  'staff set-role': withRole('admin', () => aMember('support')),
  'staff suspend': onUser(() => aMember()),
  'staff resume': onUser(() => aMember()),
  'staff remove': onUser(() => aMember()),
  'acts list': { ready: async () => ({ input: {} }), refused: wrongLimit },
  'counts list': { ready: async () => ({ input: {} }), refused: () => ({ days: 'canary' }) },
  'keys list': { ready: async () => ({ input: {} }) },
  'keys rotate': {
    ready: async () => {
      await withoutKeys()
      const { jwks } = await providerKeys()
      return { input: {}, personal: jwks.map(({ d }) => d!) }
    },
    refused: () => ({ now: 'canary' }),
  },
}

async function contested(): Promise<Someone> {
  const former = await somebodyVerified()
  const { contest } = await takenBack(await moved(former))
  await contestAccount(contest.id, {})
  return former
}

async function aFailedEmail() {
  const [email] = await emailsOf(await someone(), 'welcome')
  await query((db) => db.update(emails).set({ status: 'failed' }).where(eq(emails.id, email!.id)))
  return email!
}

const freshId = () => `canary-${crypto.randomUUID().slice(0, 8)}`
