import { askedAsStaff, orLeave } from '@/app/_http/staff/ask-as-staff'
import { consoleAct, isConsoleAct } from '@/app/_http/staff/console-acts'
import type { Desk } from '@/app/_http/staff/desk'
import { openStaff } from '@/app/_http/staff/open-staff'
import { refusedForm } from '@/app/_http/staff/refused-form'
import { Refusal, refusalIn } from '@/app/_ui/forms/refusal'
import { Notice } from '@/app/_ui/notice'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { isId } from '@/lib/rules/is-id'
import { ConsolePage } from '../../_ui/console-page'
import { PersonName } from '../../_ui/person-name'
import { Findings } from '../findings'
import { State } from '../state'
import { Account } from './account'
import { Activity } from './activity'
import { Devices } from './devices'
import { Emails } from './emails'
import { NoAccount, NotForSupport } from './no-account'
import { OfferedActs } from './offered-acts'
import { PastActs } from './past-acts'

const words = {
  'not-found': 'This account no longer exists.',
  forbidden: 'You can’t do this with this account.',
  'confirmation-required': 'First confirm that it’s you. Then press the button again.',
}

const CREATED = 'The account was created, and we’re emailing its owner.'

export default orUnavailablePage(async function PersonPage({ params, searchParams }: PageProps<'/staff/people/[id]'>) {
  const [{ id }, { done, created, refused, typed }] = [await params, await searchParams]
  const member = await openStaff(isId(id) ? `/staff/people/${id}` : '/staff/people')
  const found = await askedAsStaff('users show', { user: isId(id) ? id : 'nobody' })
  if (!found.ok && found.code === 'staff-account') return <NotForSupport member={member} />
  const past = isId(id)
    ? orLeave(await askedAsStaff('users acts', { user: id, only_changes: true, limit: 10 }))
    : undefined
  if (!found.ok && found.code === 'not-found') return <NoAccount member={member} acts={past?.acts ?? []} />
  const shown = orLeave(found)
  const desk: Desk = { shown, member, refused: await refusedForm(member.user.id, typed), past: past?.acts ?? [] }
  const refusal = refused === undefined ? undefined : (desk.refused?.faults.user ?? refusalIn(refused, words))
  return (
    <ConsolePage
      at="/staff/people"
      title="Account"
      heading={<PersonName of={shown.user} />}
      member={member}
      failed={Boolean(refusal)}
    >
      <p className="who">
        <span>{shown.user.email}</span> <State of={shown.user} />
      </p>
      <Refusal>{refusal}</Refusal>
      <Notice>{isConsoleAct(done) ? consoleAct(done).done : created === undefined ? undefined : CREATED}</Notice>
      <h2>Why can’t they log in?</h2>
      <Findings findings={shown.diagnosis} desk={desk} />
      <OfferedActs desk={desk} />
      <Account shown={shown} />
      <Devices devices={shown.devices} all={shown.sessions} />
      <Emails desk={desk} />
      <Activity events={shown.activity} />
      <PastActs acts={desk.past} all={member.role === 'admin' ? `/staff/acts?user=${id}` : undefined} />
    </ConsolePage>
  )
})
