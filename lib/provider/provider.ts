import type { Provider } from 'oidc-provider'
import { config } from '@/lib/config'
import { perProcess } from '@/lib/per-process'
import { checkHashedSecrets } from './clients/client-secret'
import { configurationOf } from './configuration'
import { hideKeys } from './keys/hide-keys'
import { type ProviderKeys, providerKeys } from './keys/keys'
import { loadLibrary } from './library'
import { answerAsOurs } from './middleware'
import { reportTo } from './report'

type Made = { version?: string; provider?: Promise<Provider> }
const made = perProcess('openid connect provider', (): Made => ({}))

/** The one provider of this process, made anew when its keys have changed. */
export async function openProvider(): Promise<Provider> {
  const keys = await providerKeys()
  const version = `${config().APP_URL} ${keys.version}`
  if (made.version !== version || !made.provider) {
    made.version = version
    made.provider = make(keys).catch((error) => {
      made.provider = undefined
      throw error
    })
  }
  return made.provider
}

async function make({ jwks, retired }: ProviderKeys): Promise<Provider> {
  const library = await loadLibrary()
  const provider = new library.Provider(config().APP_URL, configurationOf(library, [...jwks, ...retired]))
  // The pipeline has written the configured host and scheme into the headers that this makes the library read.
  provider.proxy = true
  checkHashedSecrets(provider)
  reportTo(provider)
  provider.use(answerAsOurs)
  provider.use(hideKeys(retired))
  return provider
}
