import { config } from '@/lib/config'
import { phoneNumberInUse } from '@/lib/rules/phone-number'
import type { JsonSchema } from './json-schema'

/** An example without the members that this site does not know, such as a phone number if PHONE_NUMBER is “off”. */
export function sentExample({ properties = {} }: JsonSchema, example: Record<string, unknown> | undefined) {
  return example && Object.fromEntries(Object.entries(example).filter(([name]) => name in properties))
}

/** An answer as this site gives it: PHONE_NUMBER also decides whether accounts show a phone number. */
export function answeredExample(example: unknown): unknown {
  const { PHONE_NUMBER } = config()
  const shown = (name: string, value: unknown) =>
    name === 'phone_number' ? phoneNumberInUse(PHONE_NUMBER, value as string | null) : value
  return example === undefined ? undefined : JSON.parse(JSON.stringify(example), shown)
}
