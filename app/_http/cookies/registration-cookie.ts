import { cookies } from 'next/headers'
import { registrationCookie } from './cookie-names'

/** By which the page behind the mailed link knows the browser that registered. */
export async function registrationSecret(): Promise<string | undefined> {
  return (await cookies()).get(registrationCookie().name)?.value
}

export async function keepRegistrationSecret(secret: string): Promise<void> {
  const { name, options } = registrationCookie()
  ;(await cookies()).set(name, secret, options)
}

export async function forgetRegistrationSecret(): Promise<void> {
  const { name, options } = registrationCookie()
  ;(await cookies()).set(name, '', { ...options, maxAge: 0 })
}
