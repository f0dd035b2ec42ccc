import type { Config } from '@/lib/config'

/** Prints what a developer needs first. */
export function printWelcome({ APP_URL, mailTransport }: Config): void {
  const emails = mailTransport === 'mailbox' ? `${APP_URL}/dev/mailbox` : `sent by ${mailTransport}`
  process.stdout.write(`\n  Rekey     ${APP_URL}\n  Emails    ${emails}\n  API docs  ${APP_URL}/docs\n\n`)
}
