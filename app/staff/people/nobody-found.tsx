import type { Finding } from '@/lib/operator/diagnosis/finding'
import { visible } from '@/lib/rules/visible-text'
import { Findings } from './findings'

type Props = {
  text?: string
  isFurther: boolean
  /** Why nobody can log in with the email that was searched for. */
  findings?: Finding[]
}

/** What is shown in place of the accounts if there are none. */
export function NobodyFound({ text, isFurther, findings }: Props) {
  if (isFurther) return <p>There are no more accounts.</p>
  if (text === undefined) return <p>There are no accounts in this list.</p>
  if (!findings) return isLikePhoneNumber(text) ? <NoNumber text={text} /> : <NothingBegins text={text} />
  return (
    <>
      <h2>
        No account has the email <bdi>{text}</bdi>
      </h2>
      <Findings findings={findings} />
    </>
  )
}

const isLikePhoneNumber = (text: string) => /^[\d\s+().\-/]+$/.test(text)

function NothingBegins({ text }: { text: string }) {
  return (
    <p>
      Nothing begins with “<bdi>{visible(text)}</bdi>”. Check the spelling, type less of it, or ask for the whole email.
    </p>
  )
}

/** A number is stored as its owner typed it, and no index finds the end of one. */
function NoNumber({ text }: { text: string }) {
  return (
    <p>
      No account has the phone number “<bdi>{visible(text)}</bdi>”. A number is found only as a whole, and with its
      country code if its owner entered one: try +44 20 7946 0958 in place of 020 7946 0958, and the other way round.
    </p>
  )
}
