import { headers } from 'next/headers'
import { browserSession } from '@/app/_http/cookies/session-cookie'
import type { AppLoginPath } from '@/app/_http/form/app-login-path'
import type { AppLogin } from '@/lib/provider/login/app-login'

/** Where the login of this app stands in this browser. */
export async function loginOfThisBrowser(path: AppLoginPath): Promise<AppLogin> {
  // Imported here, so that nothing of the provider is loaded while PROVIDER is off.
  const { appLogin } = await import('@/lib/provider/login/app-login')
  return appLogin(uidOf(path), await cookieHeader(), await browserSession())
}

export function uidOf(path: AppLoginPath): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

export async function cookieHeader(): Promise<string> {
  return (await headers()).get('cookie') ?? ''
}
