import { cookies } from 'next/headers'
import type { linkCookie, sessionCookie } from './cookie-names'

/** How pages read a cookie and actions set and remove it. Browsers remove a cookie only if its attributes are the same. */
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
