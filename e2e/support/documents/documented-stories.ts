import type { Mailbox } from '../servers/smtp-mailbox'
import { linkInEmail, tokenIn } from '../steps/link-in-email'
import { passkeys } from './passkey-story'
import type { player } from './play-examples'
import { suspendedFactors } from './suspended-story'
import { twoStep } from './two-step-story'

type Scene = ReturnType<typeof player> & { mailbox: Mailbox }

/** Stories about one person, played with the documented examples; each begins where the previous one ended. */
export const stories = {
  register,
  account,
  factors,
  password: passwords,
  address,
  forgotten,
  refusals,
  end,
  registerWithProof,
}

const neighbour = { email: 'charles@example.com', phone_number: '+441632960124' }

async function register(scene: Scene) {
  const { expects, mailbox } = scene
  const { email } = examplesIn(scene)
  await expects('200', 'isAlive')
  await expects('200', 'isReady')
  await expects('201', 'register')
  await expects('409 account-exists', 'register')
  await expects('422 invalid-input', 'register', { values: { password: 'password' } })
  const welcome = await tokenFrom(scene, '/verify-email', email, /^welcome/i)
  const bearer = await logIn(scene)
  const before = mailbox.mails.length
  await expects('202', 'resendVerification', { bearer })
  await expects('429 too-many-requests', 'resendVerification', { bearer })
  const token = await tokenFrom(scene, '/verify-email', email, /^verify your/i, before)
  await expects('400 link-replaced', 'verifyEmail', { values: { token: welcome } })
  await expects('200', 'verifyEmail', { values: { token } })
  await expects('400 link-used', 'verifyEmail', { values: { token } })
}

async function account(scene: Scene) {
  const { expects } = scene
  const { otherPassword } = examplesIn(scene)
  const bearer = await logIn(scene)
  await expects('401 invalid-credentials', 'login', { values: { password: otherPassword } })
  await expects('200', 'whoAmI', { bearer })
  await expects('200', 'updateProfile', { bearer })
  await expects('422 invalid-input', 'updateProfile', { bearer, values: { phone_number: '1' } })
  const { sessions } = await expects('200', 'listSessions', { bearer })
  const other = sessions.find(({ current }: { current: boolean }) => !current)
  await expects('404 not-found', 'revokeSession', { bearer })
  await expects('204', 'revokeSession', { bearer, values: { id: other.id } })
  await expects('204', 'revokeOtherSessions', { bearer })
  const { events } = await expects('200', 'listActivity', { bearer })
  await expects('200', 'listActivity', { bearer, search: `?before=${events[0].id}` })
  await expects('422 invalid-input', 'listActivity', { bearer, search: '?before=1' })
  await expects('200', 'exportData', { bearer })
  await expects('200', 'issueToken', { bearer })
  await expects('422 invalid-input', 'issueToken', { bearer, values: { audience: 'chat' } })
  await expects('200', 'listKeys')
  await expects('201', 'register', { values: neighbour })
  const { phone_number } = neighbour
  await expects('409 account-exists', 'updateProfile', { bearer, values: { phone_number } })
}

async function factors(scene: Scene) {
  const { email, password, otherPassword } = examplesIn(scene)
  const unverified = await logIn(scene, { email: neighbour.email })
  const before = scene.mailbox.mails.length
  const mailed = (page: `/${string}`, subject: RegExp) => tokenFrom(scene, page, email, subject, before)
  await suspendedFactors(scene, { password, logIn: () => logIn(scene), mailed })
  const removed = await passkeys(scene, { bearer: await logIn(scene), unverified })
  await twoStep(scene, { bearer: await logIn(scene), unverified, otherPassword, removed })
}

async function passwords(scene: Scene) {
  const { expects } = scene
  const { back } = examplesIn(scene)
  const bearer = await logIn(scene)
  await expects('200', 'changePassword', { bearer })
  await expects('200', 'changePassword', { bearer, values: back })
}

async function address(scene: Scene) {
  const { expects, mailbox } = scene
  const { email, otherEmail } = examplesIn(scene)
  const before = mailbox.mails.length
  await expects('202', 'changeEmail', { bearer: await logIn(scene) })
  const confirm = { token: await tokenFrom(scene, '/confirm-email', otherEmail, /(?:)/, before) }
  await expects('200', 'confirmEmail', { values: confirm })
  await expects('400 link-used', 'confirmEmail', { values: confirm })
  const undo = { token: await tokenFrom(scene, '/undo-email', email, /email was changed/i, before) }
  await expects('200', 'undoEmail', { values: undo })
  await expects('400 link-used', 'undoEmail', { values: undo })
}

async function forgotten(scene: Scene) {
  const { expects, mailbox } = scene
  const { email, otherPassword, back } = examplesIn(scene)
  const beforeFirst = mailbox.mails.length
  await expects('202', 'forgotPassword')
  const notMe = { token: await tokenFrom(scene, '/not-me', email, /^reset your/i, beforeFirst) }
  await expects('200', 'notMe', { values: notMe })
  await expects('400 link-used', 'notMe', { values: notMe })
  // Canceling a reset blocks further reset emails until someone logs in.
  await logIn(scene)
  const before = mailbox.mails.length
  await expects('202', 'forgotPassword')
  const token = await tokenFrom(scene, '/reset-password', email, /^reset your/i, before)
  await expects('422 invalid-input', 'resetPassword', { values: { token, new_password: 'password' } })
  await expects('200', 'resetPassword', { values: { token } })
  await expects('400 link-used', 'resetPassword', { values: { token } })
  const bearer = await logIn(scene, { password: otherPassword })
  await expects('200', 'changePassword', { bearer, values: back })
}

/** The refusals that are common to all operations. */
async function refusals(scene: Scene) {
  const { expects, play, operations } = scene
  const session = await logIn(scene)
  for (const [id, { method, requestBody, security, description }] of operations) {
    const bearer = security.length > 0 ? session : undefined
    await expects('400 secret-in-url', id, { bearer, search: '?password=1' })
    await expects('400 malformed-request', id, { bearer, search: '?x=%zz' })
    if (bearer) await expects('401 unauthenticated', id)
    const headers = { origin: 'https://elsewhere.example' }
    if (method !== 'get') await expects('403 cross-site', id, { headers })
    const encoded = { 'content-encoding': 'gzip' }
    if (method !== 'get') await expects('415 encoded-body', id, { bearer, headers: encoded })
    if (!requestBody) continue
    await expects('400 malformed-json', id, { bearer, raw: '[]' })
    await expects('413 too-large', id, { bearer, raw: ' '.repeat(17 * 1024) })
    await expects('415 not-json', id, { bearer, headers: { 'content-type': 'text/plain' } })
    if (!bearer) await expects('422 invalid-input', id, { raw: '{}' })
    // The token of the example was never emailed to anyone.
    if (requestBody.content['application/json'].example?.token) await expects('400 link-invalid', id)
    const alias = /Also available at `(.+)`/.exec(description)?.[1]
    if (alias) await expects('422 invalid-input', id, { path: alias, raw: '{}' })
    if (alias) await play(id, { path: alias })
  }
}

async function end(scene: Scene) {
  await scene.expects('202', 'deleteAccount', { bearer: await logIn(scene) })
  await scene.expects('204', 'logout', { bearer: await logIn(scene) })
  await closed(scene)
}

/** Ends with the account closed by a contest. */
async function closed(scene: Scene) {
  const { expects, mailbox } = scene
  const { email, otherEmail } = examplesIn(scene)
  const before = mailbox.mails.length
  await expects('202', 'changeEmail', { bearer: await logIn(scene) })
  const confirm = { token: await tokenFrom(scene, '/confirm-email', otherEmail, /(?:)/, before) }
  await expects('200', 'confirmEmail', { values: confirm })
  const undo = { token: await tokenFrom(scene, '/undo-email', email, /email was changed/i, before) }
  await expects('200', 'undoEmail', { values: undo })
  const contest = { token: await tokenFrom(scene, '/contest', otherEmail, /went back to an earlier email/i, before) }
  await expects('200', 'contest', { values: contest })
  await expects('400 link-used', 'contest', { values: contest })
}

/** For a site that creates accounts only once their email is verified. */
async function registerWithProof(scene: Scene) {
  const { password } = examplesIn(scene)
  const late = { email: 'annabella@example.com', phone_number: '+441632960125' }
  await scene.expects('202', 'register', { values: late })
  const token = await tokenFrom(scene, '/verify-email', late.email)
  await scene.expects('422 invalid-input', 'verifyEmail', { values: { token } })
  await scene.expects('422 invalid-input', 'verifyEmail', { values: { token, password: late.email } })
  await scene.expects('200', 'verifyEmail', { values: { token, password } })
}

/** The person in the document's examples, with the emails and passwords that they use. */
function examplesIn({ operations }: Scene) {
  const example = (id: string, name: string) =>
    String(operations.get(id)!.requestBody!.content['application/json'].example?.[name])
  const password = example('register', 'password')
  const otherPassword = example('changePassword', 'new_password')
  return {
    email: example('register', 'email'),
    otherEmail: example('changeEmail', 'new_email'),
    password,
    otherPassword,
    back: { current_password: otherPassword, new_password: password },
  }
}

async function logIn({ expects }: Scene, values = {}): Promise<string> {
  return (await expects('200', 'login', { values })).access_token
}

async function tokenFrom({ mailbox }: Scene, page: `/${string}`, to: string, subject = /(?:)/, after = 0) {
  return tokenIn(linkInEmail(page, await mailbox.waitFor(to, { subject, after })))
}
