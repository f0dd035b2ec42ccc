import { openedLink } from '@/app/_http/form/opened-link'
import { DeadLink, type DeadLinkTexts, unknownLinkTexts } from '@/app/_ui/dead-link'
import { LinkButton } from '@/app/_ui/link-button'
import { LinkToAccount } from '@/app/_ui/link-to-account'
import { refusalIn } from '@/app/_ui/refusal'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { undoEmailAction } from './action'

const dead: DeadLinkTexts = {
  'link-expired': `A change of address can be undone for ${lifetime(linkMinutes['undo-email'])}, or for less once the new address has set a new password. Nothing was changed.`,
  'link-used': 'It has brought the address back once, and works only once.',
  'link-replaced':
    'The address was brought back by another mail since, or the account is contested. Nothing was changed by this link.',
  ...unknownLinkTexts,
}

export default orUnavailablePage(async function UndoEmailPage({ searchParams }: PageProps<'/undo-email'>) {
  const link = await openedLink('undo-email')
  if (link.state !== 'good') {
    return (
      <DeadLink state={link.state} texts={dead}>
        <LinkToAccount />
      </DeadLink>
    )
  }
  const moves = canonicalEmail(link.row.email) !== link.user.emailCanonical
  const refused = refusalIn((await searchParams).refused, {
    'account-exists': 'Another account has this address by now. Nothing was changed.',
  })
  return (
    <LinkButton
      title="Undo the change of your email address"
      link={link.row.id}
      button="Undo the change"
      action={undoEmailAction}
      refused={refused}
    >
      <p>If you continue, we will:</p>
      <ul>
        <li>
          Give your account the email address <strong>{link.row.email}</strong> back.
        </li>
        <li>Log out every device and program.</li>
        <li>Lock the password if it was changed since, and email you a link to set a new one.</li>
        {moves && (
          <>
            <li>Set your name and phone number back to what they were before the change.</li>
            <li>Tell the email address that the account has now. Its reader can contest this.</li>
          </>
        )}
      </ul>
    </LinkButton>
  )
})
