import { getMigrations } from 'better-auth/db/migration'
import { auth } from '../../../auth'

export async function POST() {
  const { runMigrations } = await getMigrations(auth.options)
  await runMigrations()
  return new Response()
}
