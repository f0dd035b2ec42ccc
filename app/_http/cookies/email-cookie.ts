import { cookies } from 'next/headers'
import { emailCookie } from './cookie-names'

/** The address last typed in this browser, for the field on the next page. */
export async function rememberedEmail(): Promise<string> {
  return (await cookies()).get(emailCookie().name)?.value.slice(0, 254) ?? ''
}

export async function rememberEmail(address: unknown): Promise<void> {
  const { name, options } = emailCookie()
  if (typeof address === 'string') (await cookies()).set(name, address.trim().slice(0, 254), options)
}

export async function forgetEmail(): Promise<void> {
  const { name, options } = emailCookie()
  ;(await cookies()).set(name, '', { ...options, maxAge: 0 })
}
