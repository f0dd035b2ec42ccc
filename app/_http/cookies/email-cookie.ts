import { emailCookie } from './cookie-names'
import { keptCookie } from './kept-cookie'

const { read, keep, forget } = keptCookie(emailCookie)

/** The email typed last in this browser, to fill in on the next page. */
export async function rememberedEmail(): Promise<string> {
  return (await read())?.slice(0, 254) ?? ''
}

export async function rememberEmail(address: unknown): Promise<void> {
  if (typeof address === 'string') await keep(address.trim().slice(0, 254))
}

export const forgetEmail = forget
