import { logIn, type Scene } from './story-scene'

/** The refusals that are common to all operations. */
export async function refusals(scene: Scene) {
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
