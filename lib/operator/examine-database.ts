import * as z from 'zod/mini'
import { query } from '@/db/connection/client'
import { examineDatabase } from '@/db/operator/facts/database-facts'
import { ok } from '@/lib/result'
import { command } from './command'

/** Facts for the doctor, from the process that has the database open. */
export const examineHere = command(
  { name: 'doctor database', right: 'admin', record: false, input: z.object({}) },
  async () => ok(await query(examineDatabase)),
)
