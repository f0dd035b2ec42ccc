import { cookies } from 'next/headers'
import type { linkCookie, sessionCookie } from './cookie-names'

/** How pages read a cookie, and actions set and remove it: with the attributes that it was set with, or browsers keep it. */
export function keptCookie(cookie: () => ReturnType<typeof linkCookie | typeof sessionCookie>) {
  return {
    async read(): Promise<string | undefined> {
      return (await cookies()).get(cookie().name)?.value
    },
    async keep(value: string): Promise<void> {
      const { name, options } = cookie()
      ;(await cookies()).set(name, value, options)
    },
    async forget(): Promise<void> {
      const { name, options } = cookie()
      ;(await cookies()).set(name, '', { ...options, maxAge: 0 })
    },
  }
}
