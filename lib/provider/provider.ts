import type { Provider } from 'oidc-provider'
import { config } from '@/lib/config'
import { perProcess } from '@/lib/per-process'
import { checkHashedSecrets } from './client-secret'
import { configurationOf } from './configuration'
import { providerKeys } from './keys'
import { loadLibrary } from './library'
import { answerAsOurs } from './middleware'
import { reportTo } from './report'
import type { PrivateJwk } from './signing-key'

type Made = { version?: string; provider?: Promise<Provider> }
const made = perProcess('openid connect provider', (): Made => ({}))

/** The one provider of this process, made anew when its keys have changed. */
export async function openProvider(): Promise<Provider> {
  const { version: keys, jwks } = await providerKeys()
  const version = `${config().APP_URL} ${keys}`
  if (made.version !== version || !made.provider) {
    made.version = version
    made.provider = make(jwks).catch((error) => {
      made.provider = undefined
      throw error
    })
  }
  return made.provider
}

async function make(jwks: PrivateJwk[]): Promise<Provider> {
  const library = await loadLibrary()
  const provider = new library.Provider(config().APP_URL, configurationOf(library, jwks))
  // The pipeline has written the configured host and scheme into the headers that this makes the library read.
  provider.proxy = true
  checkHashedSecrets(provider)
  reportTo(provider)
  provider.use(answerAsOurs)
  return provider
}
