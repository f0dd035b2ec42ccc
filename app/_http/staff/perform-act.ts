import type { Result } from '@/lib/result'
import { isId } from '@/lib/rules/is-id'
import { type ConsoleActName, consoleAct, isConsoleAct } from './console-acts'
import { refusedParams } from './refused-form'
import { runStaffForm } from './run-staff-form'

type Asked = { command: ConsoleActName; user: string; form: FormData }

/** The act that a form asks for; undefined for anything that the console doesn't offer. */
export function askedAct(form: FormData): Asked | undefined {
  const [command, user] = [form.get('command'), typedIn(form, 'user')]
  return isConsoleAct(command) && isId(user) ? { command, user, form } : undefined
}

/** Does it, and returns the page that says what came of it: that of the account. */
export async function performAct(asked: Asked): Promise<`/staff/people/${string}`> {
  const page = `/staff/people/${asked.user}` as const
  const result = await perform(asked, page)
  if (result.ok) return `${page}?done=${encodeURIComponent(asked.command)}`
  const typed = Object.fromEntries(['reason', 'email', 'mail'].map((name) => [name, typedIn(asked.form, name)]))
  return `${page}?${await refusedParams(result, { form: asked.command, typed })}`
}

function perform({ command, user, form }: Asked, page: `/staff${string}`): Promise<Result<unknown>> {
  const input = consoleAct(command).onEmail ? { ids: [typedIn(form, 'mail')] } : { user }
  const typed = { user, email: typedIn(form, 'email') }
  return runStaffForm({ name: command, input, form, reason: typedIn(form, 'reason'), typed }, page)
}

export function typedIn(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
