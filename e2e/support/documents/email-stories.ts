import { examplesIn, logIn, type Scene, tokenFrom } from './story-scene'

export async function address(scene: Scene) {
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

/** Ends with the account closed by a contest. */
export async function closed(scene: Scene) {
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
