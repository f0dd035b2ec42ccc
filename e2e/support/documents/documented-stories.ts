import type { Site } from '../servers/site'
import { enteredApp } from '../steps/entered-app'
import { refusals } from './common-refusals'
import { address, closed } from './email-stories'
import { passkeys } from './passkey-story'
import { forgotten, passwords } from './password-stories'
import { neighbour, register, registerWithProof } from './registration-stories'
import { examplesIn, logIn, type Scene, tokenFrom } from './story-scene'
import { suspendedFactors } from './suspended-story'
import { twoStep } from './two-step-story'

/** Stories about one person, played with the documented examples; each begins where the previous one ended. */
export const stories = {
  register,
  account,
  apps,
  factors,
  password: passwords,
  address,
  forgotten,
  refusals,
  end,
  registerWithProof,
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

async function apps(scene: Scene, site: Site) {
  const { expects } = scene
  const bearer = await logIn(scene)
  await enteredApp(site, examplesIn(scene), { id: 'wiki', name: 'Wiki' })
  const { apps } = await expects('200', 'listApps', { bearer })
  await expects('204', 'removeApp', { bearer, values: { id: apps[0].id } })
  await expects('404 not-found', 'removeApp', { bearer, values: { id: apps[0].id } })
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

async function end(scene: Scene) {
  await scene.expects('202', 'deleteAccount', { bearer: await logIn(scene) })
  await scene.expects('204', 'logout', { bearer: await logIn(scene) })
  await closed(scene)
}
