import { examplesIn, logIn, type Scene, tokenFrom } from './story-scene'

export const neighbour = { email: 'charles@example.com', phone_number: '+441632960124' }

export async function register(scene: Scene) {
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

/** For a site that creates accounts only once their email is verified. */
export async function registerWithProof(scene: Scene) {
  const { password } = examplesIn(scene)
  const late = { email: 'annabella@example.com', phone_number: '+441632960125' }
  await scene.expects('202', 'register', { values: late })
  const token = await tokenFrom(scene, '/verify-email', late.email)
  await scene.expects('422 invalid-input', 'verifyEmail', { values: { token } })
  await scene.expects('422 invalid-input', 'verifyEmail', { values: { token, password: late.email } })
  await scene.expects('200', 'verifyEmail', { values: { token, password } })
}
