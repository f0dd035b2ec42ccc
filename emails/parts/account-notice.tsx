import { Action } from '@/emails/parts/action'
import { circumstances, dateAndTime } from '@/emails/parts/circumstances'
import { Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'

/** Where something came from; `device` is words such as "Firefox on Linux". */
type Place = { at: Date; ip?: string; device?: string }
/** Several events that one mail tells of: the last of them, and the first from each place; `unlisted` where there were further places. */
export type Gathered = { count: number; lastAt: Date; places: Place[]; unlisted: boolean }
/** Something that was done to the account, or `gathered` things of which it was the first; `notMe` is a link to /not-me. */
export type Notice = Place & { firstName: string; notMe: string; gathered?: Gathered }

/** What every notice says, made fit to be repeated; `count` and what follows where it tells of several events. */
export type NoticeText = {
  name?: string
  when: string
  notMe: string
  count?: string
  last?: string
} & PlaceTexts
type PlaceTexts = { [place in `place${number}`]?: string }

export function noticeText({ firstName, at, ip, device, notMe, gathered }: Notice): NoticeText {
  const name = greetingName(firstName)
  if (!gathered) return { name, when: circumstances(at, ip, device), notMe }
  const places = gathered.places.map((place, index) => [`place${index}`, capitalized(placeText(place))])
  const { count, lastAt } = gathered
  return {
    name,
    when: dateAndTime(at),
    notMe,
    count: String(count),
    last: dateAndTime(lastAt),
    ...Object.fromEntries(places),
  }
}

const placeText = ({ at, ip, device }: Place) => circumstances(at, ip, device)
const capitalized = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** The places that gathered events came from, below a sentence that names them. */
export function Places({ said, lead }: { said: NoticeText; lead: string }) {
  const places = Object.keys(said).filter((name) => name.startsWith('place'))
  return (
    <>
      <Paragraph>{lead}</Paragraph>
      {places.map((name) => (
        <Paragraph key={name}>{said[name as 'place0']}</Paragraph>
      ))}
    </>
  )
}

export function WasYou({ several = false }: { several?: boolean }) {
  if (several) return <Paragraph>If all of this was you, there is nothing to do.</Paragraph>
  return <Paragraph>If it was you, there is nothing to do.</Paragraph>
}

type WasNotYouProps = { notMe: string; lead?: string; quiet?: boolean; several?: boolean }

const leads = { one: 'If it wasn’t you, say so here:', several: 'If any of this wasn’t you, say so here:' }

/** The end of every notice: the link that takes the account back, and what opening it leads to. */
export function WasNotYou({
  notMe,
  several = false,
  lead = leads[several ? 'several' : 'one'],
  quiet,
}: WasNotYouProps) {
  return (
    <>
      <Paragraph>{lead}</Paragraph>
      <Action href={notMe} label="This wasn’t me" quiet={quiet} />
      <Paragraph>
        The page has one button. Pressing it logs every device out, locks the password, cancels pending changes, gives
        back your email address where it was changed, and mails you a link to set a new password.
      </Paragraph>
      <Paragraph>{`Opening the page changes nothing. The link works for ${lifetime(linkMinutes['not-me'])}.`}</Paragraph>
    </>
  )
}
