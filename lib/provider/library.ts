import { log } from '@/lib/log'
import { perProcess } from '@/lib/per-process'

type Library = typeof import('oidc-provider')

/**
 * The OpenID Connect library, loaded only if it is used. While it is loaded, it prints a warning on Node below 22, where it
 * works too; that becomes one line of our log.
 */
export function loadLibrary(): Promise<Library> {
  return perProcess('openid connect library', load)
}

async function load(): Promise<Library> {
  const { warn } = console
  console.warn = (...words) => log().warn({ event: 'provider.library', hint: words.map(String).join(' ') })
  try {
    return await import('oidc-provider')
  } finally {
    console.warn = warn
  }
}
