import type { Config } from '@/lib/config'

/** What a developer wants to know first. */
export function printWelcome({ APP_URL, DATABASE_URL, DATA_DIR, mailTransport }: Config): void {
  const mail = mailTransport === 'mailbox' ? `lands at ${APP_URL}/dev/mailbox` : `is sent by ${mailTransport}`
  const data = DATABASE_URL.startsWith('pglite:') ? `is kept in ${DATA_DIR}` : 'is kept in PostgreSQL'
  process.stdout.write(`\n  Rekey is ready at ${APP_URL}\n  Mail ${mail}\n  Data ${data}\n\n`)
}
