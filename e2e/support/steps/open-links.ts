import type { APIRequestContext } from 'playwright/test'
import type { Mailbox } from '../servers/smtp-mailbox'
import { linkInEmail, tokenIn } from './link-in-email'
import { loginAsProgram, registerQuickly, verifyQuickly } from './open-account'
import { aPerson, type Person } from './person'

/** A newly emailed link of every kind, each for a different person, because some of them cancel others. */
export async function openLinks(request: APIRequestContext, mailbox: Mailbox) {
  const [proven, moving, moved, locked, undone] = await Promise.all(Array.from({ length: 5 }, () => newcomer(request)))
  const verify = linkInEmail('/verify-email', await mailbox.waitFor(proven!.email))
  await verifyQuickly(request, moving!, mailbox)
  const confirm = await askNewAddress(request, moving!, mailbox)
  const notMe = linkInEmail('/not-me', await mailbox.waitFor(moving!.email, { subject: /email change requested/i }))
  const change = await moveAway(request, moved!, mailbox)
  const undo = await moveAway(request, undone!, mailbox)
  await request.post('/api/undo-email', { data: { token: tokenIn(linkInEmail('/undo-email', undo.mail)) } })
  const loss = await mailbox.waitFor(undo.to, { subject: /went back to an earlier email/i })
  await request.post('/api/forgot-password', { data: { email: locked!.email } })
  const reset = await mailbox.waitFor(locked!.email, { subject: /reset/i })
  return {
    verify,
    confirm,
    notMe,
    undo: linkInEmail('/undo-email', change.mail),
    notMeAfterMove: linkInEmail('/not-me', change.mail),
    contest: linkInEmail('/contest', loss),
    reset: linkInEmail('/reset-password', reset),
    decline: linkInEmail('/not-me', reset),
  }
}

async function newcomer(request: APIRequestContext): Promise<Person> {
  const person = aPerson()
  await registerQuickly(request, person)
  return person
}

/** Changes someone's email and returns the notice sent to the previous one. */
async function moveAway(request: APIRequestContext, person: Person, mailbox: Mailbox) {
  const to = aPerson().email
  const token = tokenIn(await askNewAddress(request, person, mailbox, to))
  await request.post('/api/confirm-email', { data: { token } })
  return { to, mail: await mailbox.waitFor(person.email, { subject: /was changed/i }) }
}

async function askNewAddress(
  request: APIRequestContext,
  person: Person,
  mailbox: Mailbox,
  to = aPerson().email,
): Promise<string> {
  const headers = await loginAsProgram(request, person)
  const data = { new_email: to, current_password: person.password }
  await request.post('/api/change-email', { data, headers })
  return linkInEmail('/confirm-email', await mailbox.waitFor(to))
}
