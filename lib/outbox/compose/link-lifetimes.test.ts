import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes, UNDO_AT_LEAST_HOURS } from '@/lib/rules/link-minutes'
import { RESETS_MUTED_HOURS } from '@/lib/rules/muted-resets'
import { sampleEmails } from '@/test/emails/sample-emails'
import { expect, test } from '@/test/unit'

test('the emails state the actual lifetimes of their links', async () => {
  const saying = async (kind: keyof typeof sampleEmails) => (await sampleEmails[kind]()).text
  expect(await saying('welcome, to confirm')).toContain(`works for ${lifetime(linkMinutes['verify-email'])}.`)
  expect(await saying('password-changed')).toContain(`works for ${lifetime(linkMinutes['not-me'])}.`)
  expect(await saying('email-changed')).toContain(`works once, for ${lifetime(linkMinutes['undo-email'])}.`)
  expect(await saying('email-changed')).toContain(`no sooner than ${lifetime(UNDO_AT_LEAST_HOURS * 60)} after`)
  expect(await saying('account-taken-back')).toContain(`works once, for ${lifetime(linkMinutes.contest)}.`)
  expect(await saying('reset-password')).toContain(`for ${RESETS_MUTED_HOURS} hours`)
})
