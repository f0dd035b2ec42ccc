import { cookies } from 'next/headers'
import { addressCookie } from './cookie-names'

/** The address last typed in this browser, for the field on the next page. */
export async function rememberedAddress(): Promise<string> {
  return (await cookies()).get(addressCookie().name)?.value.slice(0, 254) ?? ''
}

export async function rememberAddress(address: unknown): Promise<void> {
  const { name, options } = addressCookie()
  if (typeof address === 'string') (await cookies()).set(name, address.trim().slice(0, 254), options)
}

export async function forgetAddress(): Promise<void> {
  const { name, options } = addressCookie()
  ;(await cookies()).set(name, '', { ...options, maxAge: 0 })
}
