import { readConfig } from '@/lib/config'
import type { CheckContext } from '@/lib/doctor/check'

/** What the doctor examines: complete development settings with these changes. */
export function doctorContext(changes: Record<string, string> = {}): CheckContext {
  const environment = {
    APP_URL: 'http://localhost:3000',
    AUTH_SECRET: 'q3Zr9kW0xT7mB2vL5nH8cJ1sD4fG6yQz-_aEuIoPwX0',
    DATABASE_URL: 'pglite:nowhere',
    ...changes,
  }
  return { ...readConfig(environment), database: () => Promise.reject(new Error('not to be asked')) }
}

/** The findings as `level check`, without those that are fine. */
export function findingsBeyondFine(findings: { level: string; check: string }[]): string[] {
  return findings.filter(({ level }) => level !== 'ok').map(({ level, check }) => `${level} ${check}`)
}
