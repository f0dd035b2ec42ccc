import { Action } from '@/emails/parts/action'
import { circumstances, dateAndTime } from '@/emails/parts/circumstances'
import { Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'

/** When something happened and where it came from; `device` is a name such as "Firefox on Linux". */
type Place = { at: Date; ip?: string; device?: string }
/** Several events in one email: the time of the last one, and the first event from each place; `unlisted` if there were more places. */
export type Gathered = { count: number; lastAt: Date; places: Place[]; unlisted: boolean }
/** Something that was done to the account, or `gathered` events of which it was the first; `notMe` is a link to /not-me. */
export type Notice = Place & { firstName: string; notMe: string; gathered?: Gathered }

/** The values of a notice, made safe to show; `count` and the values after it are set only if the notice covers several events. */
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
  const places = gathered.places.map((place, index) => [`place${index}`, placeText(place)])
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

type PlacesProps = { said: NoticeText; unlisted: boolean }

/** The places that several events came from, each with the time of its first event. */
export function Places({ said, unlisted }: PlacesProps) {
  const places = Object.keys(said).filter((name) => name.startsWith('place'))
  return (
    <>
      {unlisted ? (
        <Paragraph>The first places this came from:</Paragraph>
      ) : (
        <Paragraph>Where this came from:</Paragraph>
      )}
      {places.map((name) => (
        <Paragraph key={name}>{said[name as 'place0']}</Paragraph>
      ))}
    </>
  )
}

export function WasYou({ several = false }: { several?: boolean }) {
  if (several) return <Paragraph>If all of this was you, no action is needed.</Paragraph>
  return <Paragraph>If this was you, no action is needed.</Paragraph>
}

const leads = {
  one: 'If this wasn’t you, secure your account:',
  several: 'If any of this wasn’t you, secure your account:',
  unwanted: 'If you didn’t ask for this, secure your account:',
  instead: 'If someone else might know your password, secure your account instead:',
}
/** What securing the account does, with what matters for this notice first. */
const steps = {
  'log-out':
    'You’ll be asked to confirm. Then we log out every device, disable the current password and email you a reset link.',
  'cancel-email-change':
    'You’ll be asked to confirm. Then we cancel the change, log out every device, disable the current password and email you a reset link.',
  'restore-email':
    'You’ll be asked to confirm. Then we restore your email, log out every device, disable the current password and email you a reset link.',
  'cancel-deletion':
    'You’ll be asked to confirm. Then we cancel the deletion, log out every device, disable the current password and email you a reset link.',
}

type WasNotYouProps = { notMe: string; lead?: keyof typeof leads; first?: keyof typeof steps }

/** The end of every notice: the link that secures the account, and what happens after opening it. */
export function WasNotYou({ notMe, lead = 'one', first = 'log-out' }: WasNotYouProps) {
  return (
    <>
      <Paragraph>{leads[lead]}</Paragraph>
      <Action href={notMe} label="This wasn’t me" quiet={lead === 'instead'} />
      <Paragraph>{steps[first]}</Paragraph>
      <Paragraph>{`The link works for ${lifetime(linkMinutes['not-me'])}.`}</Paragraph>
    </>
  )
}
