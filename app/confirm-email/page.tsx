import { openedLink } from '@/app/_http/form/opened-link'
import { DeadLink, type DeadLinkTexts, unknownLinkTexts } from '@/app/_ui/dead-link'
import { LinkButton } from '@/app/_ui/forms/link-button'
import { refusalIn } from '@/app/_ui/forms/refusal'
import { LinkToAccount } from '@/app/_ui/link-to-account'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { confirmEmailAction } from './action'

const dead: DeadLinkTexts = {
  'link-expired': `The link worked for ${lifetime(linkMinutes['confirm-email'])}. Your email hasn’t changed. You can request the change again.`,
  'link-used': 'It has already changed your email, and it works only once.',
  'link-replaced': 'The change was requested again, undone or canceled in the meantime. This link changed nothing.',
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
    'account-exists': 'That email can’t be used. Nothing was changed.',
  })
  return (
    <LinkButton
      title="Verify your new email"
      link={link.row.id}
      button="Verify email"
      action={confirmEmailAction}
      refused={refused}
    >
      <p>
        Your account’s email will change to <strong>{link.row.email}</strong>. We’ll send your current email a link that
        undoes the change and works for {lifetime(linkMinutes['undo-email'])}.
      </p>
      <p>If you didn’t request this, close this page. Otherwise someone else’s account would get your email.</p>
    </LinkButton>
  )
})
