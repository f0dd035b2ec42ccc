import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { OutgoingEmail, Sent } from '@/emails/transport/outgoing-email'
import { type Config, config } from '@/lib/config'

const MAILS_KEPT = 200

export type MailboxEntry = OutgoingEmail & { from: string; sent_at: string }

/** Saves the email, so that a developer can read it at /dev/mailbox. */
export async function saveToDevMailbox(message: OutgoingEmail, settings: Config): Promise<Sent> {
  const folder = folderOf(settings)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // An existing folder may be readable by others, and the emails contain working links.
  await chmod(folder, 0o700)
  const { id, to, subject, text, html } = message
  const entry: MailboxEntry = {
    id,
    to,
    from: settings.MAIL_FROM,
    subject,
    text,
    html,
    sent_at: new Date().toISOString(),
  }
  const file = path.join(folder, `${uuidv7()}.json`)
  await writeFile(`${file}.part`, JSON.stringify(entry, null, 2), { mode: 0o600, flag: 'wx' })
  await rename(`${file}.part`, file)
  await dropOldest(folder)
  return {}
}

/** All kept emails, newest first. */
export async function readDevMailbox(settings: Config = config()): Promise<MailboxEntry[]> {
  const folder = folderOf(settings)
  const files = (await newestFirst(folder)).filter((file) => file.endsWith('.json'))
  const entries = await Promise.all(files.map((file) => readEntry(path.join(folder, file))))
  return entries.filter((entry) => entry !== undefined)
}

async function dropOldest(folder: string): Promise<void> {
  const old = (await newestFirst(folder)).slice(MAILS_KEPT)
  await Promise.all(old.map((file) => rm(path.join(folder, file), { force: true })))
}

/** File names begin with the time (UUIDv7), so they sort in the order of the emails. */
async function newestFirst(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(unlessMissing)
  return (files ?? []).sort().reverse()
}

async function readEntry(file: string): Promise<MailboxEntry | undefined> {
  const json = await readFile(file, 'utf8').catch(unlessMissing)
  return json === undefined ? undefined : JSON.parse(json)
}

/** There is no email yet, or it was dropped between listing and reading. */
function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function folderOf(settings: Config): string {
  return path.join(/*turbopackIgnore: true*/ settings.DATA_DIR, 'mail')
}
