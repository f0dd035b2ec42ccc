import { openedLink } from '@/app/_http/form/opened-link'
import { DeadLink, type DeadLinkTexts, unknownLinkTexts } from '@/app/_ui/dead-link'
import { LinkButton } from '@/app/_ui/forms/link-button'
import { refusalIn } from '@/app/_ui/forms/refusal'
import { PageTitle } from '@/app/_ui/page-title'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { contestAction } from './action'

const dead: DeadLinkTexts = {
  'link-expired': `You had ${lifetime(linkMinutes.contest)} to contest the change. This link changed nothing.`,
  'link-used': 'It closed the account, and since then we have decided whose it is. We emailed you the outcome.',
  'link-replaced':
    'The account is yours again, or someone else contested the change first. If the account is closed, we emailed you.',
  ...unknownLinkTexts,
}

export default orUnavailablePage(async function ContestPage({ searchParams }: PageProps<'/contest'>) {
  const link = await openedLink('contest')
  if (link.state === 'link-used' && link.user.contestedAt) return <Contested />
  if (link.state !== 'good') return <DeadLink state={link.state} texts={dead} />
  return (
    <LinkButton
      title="Contest the change"
      link={link.row.id}
      button="Contest the change"
      action={contestAction}
      refused={refusalIn((await searchParams).refused)}
    >
      <p>
        The account with the email <strong>{link.row.email}</strong> went back to an earlier email. If it’s your
        account, you can contest this. If you continue, we will:
      </p>
      <ul>
        <li>Log out every device and API client.</li>
        <li>Close the account to you and to the owner of the earlier email.</li>
        <li>Keep it closed until the people who run {config().APP_NAME} have decided whose it is.</li>
      </ul>
      <p>You can’t reopen it yourself. If the account isn’t yours, close this page. Nothing will change.</p>
    </LinkButton>
  )
})

function Contested() {
  const support = config().brand.links.find(({ id }) => id === 'support')
  return (
    <section className="card">
      <PageTitle>The account is closed</PageTitle>
      <h1>The account is closed</h1>
      <p>Every device was logged out. Nobody can log in, reset the password or see the data.</p>
      <p>
        Now contact the people who run {config().APP_NAME} and tell them why the account is yours. We’ll email you their
        decision.
      </p>
      {support && (
        <p className="choice">
          <a className="button main" href={support.href}>
            Contact support
          </a>
        </p>
      )}
    </section>
  )
}
