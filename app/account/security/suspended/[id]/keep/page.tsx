import { confirmationOf } from '@/app/_http/cookies/session-cookie'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { WhichFactor } from '../../../suspended-factors'
import { keepTexts, whatBegins } from '../decision-texts'
import { DecisionForm } from '../form'
import { suspendedOfPage } from '../suspended-of-page'
import { keepSuspendedAction } from './action'

export default orUnavailablePage(async function KeepSuspendedPage({
  params,
}: PageProps<'/account/security/suspended/[id]/keep'>) {
  const { session, factors, factor } = await suspendedOfPage((await params).id)
  const { title, button } = keepTexts[factor.kind]
  return (
    <section className="card">
      <h1>{title}</h1>
      <WhichFactor factor={factor} />
      <p>{whatBegins(factor.kind, factors)}</p>
      <DecisionForm
        site={config().APP_NAME}
        title={title}
        id={factor.id}
        email={session.user.email}
        confirmation={await confirmationOf(session)}
        action={keepSuspendedAction}
        button={button}
      />
    </section>
  )
})
