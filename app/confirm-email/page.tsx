import { openedLink } from '@/app/_http/form/opened-link'
import { DeadLink, type DeadLinkTexts, unknownLinkTexts } from '@/app/_ui/dead-link'
import { LinkButton } from '@/app/_ui/link-button'
import { LinkToAccount } from '@/app/_ui/link-to-account'
import { refusalIn } from '@/app/_ui/refusal'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { confirmEmailAction } from './action'

const dead: DeadLinkTexts = {
  'link-expired': `A link is good for ${lifetime(linkMinutes['confirm-email'])}. Your address is still the old one; you can ask for the change again.`,
  'link-used': 'It has changed the address once, and works only once.',
  'link-replaced': 'The change was asked for again, undone or cancelled since. Nothing was changed by this link.',
  ...unknownLinkTexts,
}

export default orUnavailablePage(async function ConfirmEmailPage({ searchParams }: PageProps<'/confirm-email'>) {
  const link = await openedLink('confirm-email')
  if (link.state !== 'good') {
    return (
      <DeadLink state={link.state} texts={dead}>
        <LinkToAccount />
      </DeadLink>
    )
  }
  const refused = refusalIn((await searchParams).refused, {
    'account-exists': 'This address cannot be used. Nothing was changed.',
  })
  return (
    <LinkButton
      title="Confirm your new email address"
      link={link.row.id}
      button="Use this address"
      action={confirmEmailAction}
      refused={refused}
    >
      <p>
        Your account will have the address <strong>{link.row.email}</strong>. The old one gets a mail by which the
        change can be undone for {lifetime(linkMinutes['undo-email'])}.
      </p>
      <p>If you did not ask for this, close this page: somebody else’s account would get your address.</p>
    </LinkButton>
  )
})
