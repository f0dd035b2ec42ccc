const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

/** A moment for people and programs; the server does not know the reader's clock, so it names its own. */
export function Moment({ at }: { at: string }) {
  return <time dateTime={at}>{words.format(new Date(at))} UTC</time>
}
