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
  if (!findings)
    return (
      <p>
        Nothing begins with “<bdi>{visible(text)}</bdi>”. Check the spelling, type less of it, or ask for the whole
        email.
      </p>
    )
  return (
    <>
      <h2>
        No account has the email <bdi>{text}</bdi>
      </h2>
      <Findings findings={findings} />
    </>
  )
}
