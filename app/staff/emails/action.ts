'use server'
import { redirect } from 'next/navigation'
import { searchPath } from '@/app/_http/staff/search-path'

export async function searchEmailsAction(sent: FormData): Promise<void> {
  redirect(await searchPath(sent, '/staff/emails'))
}
