import { dictionary } from '@zxcvbn-ts/language-common'
import { config } from '@/lib/config'
import { isSimplePassword } from './simple-password'

let common: Set<string> | undefined

/** Whether the whole password is a common one; upper and lower case are the same. */
export function isCommonPassword(password: string): boolean {
  const lower = password.toLowerCase()
  common ??= new Set(dictionary['passwords-common'])
  return common.has(lower) || isSimplePassword(lower) || lower === config().APP_NAME.toLowerCase()
}
