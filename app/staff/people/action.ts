'use server'
import { redirect } from 'next/navigation'
import { searchPath } from '@/app/_http/staff/search-path'

export async function searchAction(sent: FormData): Promise<void> {
  redirect(await searchPath(sent, '/staff/people'))
}
