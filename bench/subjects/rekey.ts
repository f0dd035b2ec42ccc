import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { neutral } from '@/e2e/support/servers/neutral-environment'
import { startMailbox } from '@/e2e/support/servers/smtp-mailbox'
import { freshPglite, freshPostgres } from '@/e2e/support/servers/test-database'
import type { Bench } from '../bench'
import { ROOT } from '../root'
import { startServer } from './next-app'
import { fillPeople, registerPeople } from './people'
import { APP_URL, sessionsOf } from './rekey-session'
import { addressOf, emailOf, PASSWORD, PEOPLE, type Subject, USER_AGENT } from './subject'

const FEW_PEOPLE = 64

export type RekeyKind = { hash: 'bcrypt' | 'argon2id'; database?: 'postgres' | 'pglite'; smtp?: string }

/** Rekey as built by `npm run build`, with rate limits, behind a proxy that it trusts. */
export function rekey(bench: Bench, kind: RekeyKind): Promise<Subject> {
  return bench.once(`Rekey, ${nameOf(kind)}`, async () => {
    const settings = await settingsOf(bench, kind)
    const app = await startRekey(settings)
    bench.atEnd(app.stop)
    const people =
      kind.database === 'pglite'
        ? await registerPeople(app.url, FEW_PEOPLE)
        : await fillPeople(app.url, settings.DATABASE_URL!, PEOPLE)
    const subject = describe(app.url, app.pid, people)
    return { ...subject, session: await sessionsOf(subject) }
  })
}

/** Starts Rekey like `npm start`. */
export function startRekey(settings: Record<string, string>) {
  return startServer(ROOT, ['dist/server.mjs'], settings, '/login')
}

/** The settings of Rekey, also for another process on the same data. */
export function settingsOf(bench: Bench, kind: RekeyKind): Promise<Record<string, string>> {
  return bench.once(`settings of Rekey, ${nameOf(kind)}`, async () => {
    if (kind.database !== 'pglite') await bench.postgres()
    const database = kind.database === 'pglite' ? await freshPglite() : await freshPostgres()
    const smtp = kind.smtp ?? (await mailboxOf(bench)).url
    const folder = mkdtempSync(path.join(tmpdir(), 'rekey-bench-'))
    bench.atEnd(async () => {
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    })
    return {
      ...neutral,
      APP_URL,
      AUTH_SECRET: randomBytes(32).toString('base64url'),
      DATABASE_URL: database.url,
      DATA_DIR: folder,
      MAIL_FROM: 'Rekey <no-reply@example.com>',
      PASSWORD_HASH: kind.hash,
      SMTP_URL: smtp,
      TRUST_PROXY: '1',
    }
  })
}

function mailboxOf(bench: Bench) {
  return bench.once('mailbox', async () => {
    const mailbox = await startMailbox()
    bench.atEnd(mailbox.stop)
    return mailbox
  })
}

const nameOf = ({ hash, database = 'postgres', smtp = 'a mailbox' }: RekeyKind) => `${hash} on ${database}, to ${smtp}`

export function describe(url: string, pid: () => number, people: number): Subject {
  const from = (client: number) => ({ 'x-forwarded-for': addressOf(client) })
  return {
    url,
    pid,
    people,
    page: '/login',
    login: (person) => ({
      method: 'POST',
      path: '/api/login',
      headers: { ...from(person), 'user-agent': USER_AGENT },
      body: { email: emailOf(person), password: PASSWORD },
    }),
    session: { cookie: { path: '/api/me' } },
    forgot: (email, client) => ({
      method: 'POST',
      path: '/api/forgot-password',
      headers: from(client),
      body: { email },
    }),
    forgotStatus: 202,
  }
}
