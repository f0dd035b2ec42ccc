import { jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { signingKeys } from '@/lib/service-tokens/signing-keys'

const headers = {
  'Cache-Control': 'public, max-age=300',
  // Public keys, asked for without a credential: a page of another origin may check a token as any server may.
  'Access-Control-Allow-Origin': '*',
}

/** What other services check our tokens with (RFC 7517): every key whose secret is configured, also those that no longer sign. */
export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: async () => jsonAnswer({ keys: (await signingKeys()).map(({ publicKey }) => publicKey) }, 200, headers),
})
