const words = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

/** A date and time. The server does not know the reader's time zone, so it shows UTC and says so. */
export function Moment({ at }: { at: string }) {
  return <time dateTime={at}>{words.format(new Date(at))} UTC</time>
}
