import { examplesIn, logIn, type Scene, tokenFrom } from './story-scene'

export async function passwords(scene: Scene) {
  const { expects } = scene
  const { back } = examplesIn(scene)
  const bearer = await logIn(scene)
  await expects('200', 'changePassword', { bearer })
  await expects('200', 'changePassword', { bearer, values: back })
}

export async function forgotten(scene: Scene) {
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
