import { createHash } from 'node:crypto'

export function digest(id: string): string {
  return createHash('sha256').update(id).digest('base64url')
}
