import { randomBytes } from 'node:crypto'
import { commands } from '@/lib/operator/commands'
import { someone } from '@/test/accounts/someone'
import { expect } from '@/test/unit'

export const operator = { name: 'grace' }
export const find = (text: string, more: object = {}) => commands['users find']({ text, ...more }, operator)

export async function found(text: string, more: object = {}) {
  const result = await find(text, more)
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.value
}

export const idsOf = async (text: string, more?: object) => (await found(text, more)).users.map(({ id }) => id)

/** Letters, so that it is part of a name and of an email. */
export const aMark = () => [...randomBytes(8)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')
export const anAccount = (more: Parameters<typeof someone>[0]) => someone({ passwordHash: 'none', ...more })

export async function list(input: object) {
  const result = await commands['users list'](input, operator)
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.value
}

export async function allPages(text: string, limit: number): Promise<string[]> {
  const seen: string[] = []
  for (let after: string | undefined; ; ) {
    const { users: page, next } = await found(text, { limit, after })
    expect(page.length).toBeLessThanOrEqual(limit)
    seen.push(...page.map(({ id }) => id))
    if (!next) return seen
    after = next
  }
}
