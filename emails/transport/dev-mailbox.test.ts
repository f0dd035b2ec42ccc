import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'playwright/test'
import { readDevMailbox } from '@/emails/transport/dev-mailbox'
import { sendEmail } from '@/emails/transport/send-email'
import { parseConfig } from '@/lib/config'
import { expect } from '@/test/expect'

const message = { id: '019cc45f-5b0c-7000-8000-000000000001', to: 'ada@example.com', text: 'text', html: '<p>html</p>' }

test('a dev mailbox without emails is empty', async () => {
  await using box = await mailbox()
  expect(await readDevMailbox(box.settings)).toEqual([])
})

test('emails are listed newest first and complete', async () => {
  await using box = await mailbox()
  for (const subject of ['first', 'second', 'third']) await box.send(subject)
  const emails = await readDevMailbox(box.settings)
  expect(emails.map((email) => email.subject)).toEqual(['third', 'second', 'first'])
  expect(emails[2]).toEqual({
    ...message,
    subject: 'first',
    from: 'Rekey <no-reply@localhost>',
    sent_at: expect.any(String),
  })
  expect(new Date(emails[2]!.sent_at).toISOString()).toBe(emails[2]!.sent_at)
})

test('other users of the machine cannot read the emails, even if the folder was open before', async () => {
  await using box = await mailbox()
  await mkdir(box.folder)
  await chmod(box.folder, 0o755)
  await box.send('private')
  const [file] = await readdir(box.folder)
  expect(await modeOf(box.folder)).toBe(0o700)
  expect(await modeOf(path.join(box.folder, file!))).toBe(0o600)
})

test('the newest 200 emails are kept, even while emails are sent and read at the same time', async () => {
  await using box = await mailbox()
  for (let sent = 0; sent < 210; sent += 10) {
    const batch = Array.from({ length: 10 }, (_, index) => box.send(`mail ${sent + index}`))
    await Promise.all([...batch, readDevMailbox(box.settings)])
  }
  const subjects = (await readDevMailbox(box.settings)).map((email) => email.subject)
  expect(subjects).toHaveLength(200)
  expect(new Set(subjects)).toEqual(new Set(Array.from({ length: 200 }, (_, index) => `mail ${10 + index}`)))
  expect(await readdir(box.folder)).toHaveLength(200)
})

async function mailbox() {
  const DATA_DIR = await mkdtemp(path.join(tmpdir(), 'mailbox-'))
  const settings = parseConfig({ DATA_DIR })
  return {
    settings,
    folder: path.join(DATA_DIR, 'mail'),
    send: (subject: string) => sendEmail({ ...message, subject }, { settings }),
    [Symbol.asyncDispose]: () => rm(DATA_DIR, { recursive: true }),
  }
}

async function modeOf(file: string) {
  return (await stat(file)).mode & 0o777
}
