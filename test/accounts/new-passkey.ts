import { type Authenticator, type Faults, softwareAuthenticator } from '@/e2e/support/authenticator'
import type { Caller } from '@/lib/operation'
import { addPasskey } from '@/lib/passkeys/add'
import { passkeyOptions } from '@/lib/passkeys/options'
import { successOf } from '@/test/success-of'
import { aCallerOf } from './callers'
import { someone } from './someone'

/** A new account, and a page of it right after the login. */
export async function someoneOnPage() {
  const user = await someone({ verified: true })
  return { user, page: await aCallerOf(user, 'browser') }
}

/** The options of a new passkey for a caller who need not confirm, as on a page right after a login. */
export async function optionsFor(page: Caller) {
  return successOf(await passkeyOptions({}, page)).options
}

/** What a device answers to such options. */
export async function madeFor(page: Caller, device: Authenticator = softwareAuthenticator(), faults: Faults = {}) {
  return device.create(await optionsFor(page), faults)
}

/** Adds a passkey on a page right after a login. */
export async function passkeyAddedBy(page: Caller, name?: string) {
  const device = softwareAuthenticator()
  const { passkey } = successOf(await addPasskey({ credential: await madeFor(page, device), name }, page))
  return { device, passkey }
}
