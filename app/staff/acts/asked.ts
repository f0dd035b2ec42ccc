import { isDay, isTimeZone } from '@/lib/operator/days'
import { isId } from '@/lib/rules/is-id'

type Params = Record<string, string | string[] | undefined>
/** Whose acts: those of the command line, or those of the member of staff with this ID. */
export type Asked = {
  user?: string
  act?: string
  by?: string
  from?: string
  to?: string
  zone?: string
  after?: string
  /** The fields whose value cannot be used. It is not shown again, and names no person if the page is shared. */
  faults: (keyof typeof faults)[]
}

/** What a URL of the page may hold: IDs, a command, days and a time zone. Nothing of it is personal data. */
export const faults = {
  user: 'Enter the ID of the account, which its page shows. An email, a phone number or a name can’t stand in a URL.',
  by: 'Choose whose acts to show from the list.',
  from: 'Enter the first day as 2026-11-30.',
  to: 'Enter the last day as 2026-11-30.',
  zone: 'Choose the time zone from the list.',
  after: 'The page that the link leads to is not there any more.',
}

const fits: Record<keyof typeof faults, (text: string) => boolean> = {
  user: isId,
  by: (text) => text === 'cli' || isId(text),
  from: isDay,
  to: isDay,
  zone: isTimeZone,
  after: isId,
}

export function askedIn(params: Params, actNames: readonly string[]): Asked {
  const asked: Asked = { faults: [] }
  for (const name of Object.keys(fits) as (keyof typeof fits)[]) {
    const text = params[name]
    if (!text) continue
    if (typeof text === 'string' && fits[name](text.trim())) asked[name] = text.trim()
    else asked.faults.push(name)
  }
  const { act } = params
  return typeof act === 'string' && actNames.some((name) => name === act) ? { ...asked, act } : asked
}

/** What the command of the list takes. */
export function inputOf({ faults, by, ...rest }: Asked) {
  return { ...rest, ...(by && (by === 'cli' ? { via: by } : { by, via: 'console' })) }
}

/** The URL of a page with the same filters. */
export function hrefOf({ faults, ...filters }: Asked, after?: string): string {
  const params = new URLSearchParams(Object.entries({ ...filters, after }).filter(([, value]) => value) as string[][])
  return `/staff/acts${params.size > 0 ? `?${params}` : ''}`
}

/** Whether the page shows less than everything, so that the reader needs to see by what. */
export const isFiltered = ({ faults, after, ...filters }: Asked) => faults.length > 0 || Object.keys(filters).length > 0
