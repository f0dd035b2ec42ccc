import { jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { signingKeys } from '@/lib/service-tokens/signing-keys'

const headers = {
  'Cache-Control': 'public, max-age=300',
  // Public keys, requested without a credential, so pages of other origins may verify tokens just as servers may.
  'Access-Control-Allow-Origin': '*',
}

/** The keys that other services verify our tokens with (RFC 7517): one for every configured secret, even if it no longer signs. */
export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: async () => jsonAnswer({ keys: (await signingKeys()).map(({ publicKey }) => publicKey) }, 200, headers),
})
