import { openedLink } from '@/app/_http/form/opened-link'
import { DeadLink, type DeadLinkTexts, unknownLinkTexts } from '@/app/_ui/dead-link'
import { LinkButton } from '@/app/_ui/forms/link-button'
import { refusalIn } from '@/app/_ui/forms/refusal'
import { LinkToAccount } from '@/app/_ui/link-to-account'
import { BeforeUndoing, WhatIsUndone } from '@/app/_ui/second-factors/what-is-undone'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { undoEmailAction } from './action'
import { EmailRestored } from './email-restored'

const dead: DeadLinkTexts = {
  'link-expired': `You can undo an email change for ${lifetime(linkMinutes['undo-email'])}, or for less time once the new email has reset the password. This link changed nothing.`,
  'link-used': 'It has already changed your email back, and it works only once.',
  'link-replaced': 'Another link changed your email back, or someone contested the account. This link changed nothing.',
  ...unknownLinkTexts,
}

export default orUnavailablePage(async function UndoEmailPage({ searchParams }: PageProps<'/undo-email'>) {
  const link = await openedLink('undo-email')
  const { done, refused } = await searchParams
  // Once the account has another email, whoever still reads this mailbox learns nothing of it.
  if (link.state === 'link-used' && done !== undefined && !moves(link)) {
    return <EmailRestored email={link.row.email} user={link.user} />
  }
  if (link.state !== 'good') {
    return (
      <DeadLink state={link.state} texts={dead}>
        <LinkToAccount />
      </DeadLink>
    )
  }
  const twoStep = link.user.twoStepAt !== null
  const said = refusalIn(refused, {
    'account-exists': 'Another account now uses this email. Nothing was changed.',
  })
  return (
    <LinkButton
      title="Undo the email change"
      link={link.row.id}
      button="Undo email change"
      action={undoEmailAction}
      refused={said}
    >
      <p>If you continue, we will:</p>
      <ul>
        <li>
          Change the account’s email back to <strong>{link.row.email}</strong>.
        </li>
        <li>Log out every device and API client.</li>
        <WhatIsUndone twoStep={twoStep} />
        <li>
          Disable the password if any of that is suspended or brought back, or if the password was changed in the
          meantime. Then we’ll email you a link to choose a new one.
        </li>
        {moves(link) && (
          <>
            <li>Change your profile details back to what they were before.</li>
            <li>Notify the account’s current email, whose owner can contest this.</li>
          </>
        )}
      </ul>
      <BeforeUndoing twoStep={twoStep} />
    </LinkButton>
  )
})

type Opened = { row: { email: string }; user: { emailCanonical: string } }

/** Whether the account has another email than the one that the link was sent to, and not only spelled differently. */
const moves = ({ row, user }: Opened) => canonicalEmail(row.email) !== user.emailCanonical
