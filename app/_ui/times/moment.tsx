import { LocalTime } from './local-time'
import type { Ahead } from './relative-time'

const words = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

/** A date and time. The server does not know the reader's time zone, so it shows UTC and says so; script then says how long ago. */
export function Moment({ at, ahead }: { at: string; ahead?: Ahead }) {
  return <LocalTime at={at} ahead={ahead}>{`${words.format(new Date(at))} UTC`}</LocalTime>
}
