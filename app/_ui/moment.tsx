import { LocalTime } from './local-time'

const words = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

/** A date and time. The server does not know the reader's time zone, so it shows UTC and says so; script then says how long ago. */
export function Moment({ at }: { at: string }) {
  return <LocalTime at={at}>{`${words.format(new Date(at))} UTC`}</LocalTime>
}
