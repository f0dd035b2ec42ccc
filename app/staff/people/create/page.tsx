import { openStaff } from '@/app/_http/staff/open-staff'
import { type RefusedForm, refusedForm } from '@/app/_http/staff/refused-form'
import { ButtonForm } from '@/app/_ui/forms/button-form'
import { Refusal, refusalIn } from '@/app/_ui/forms/refusal'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { mayRun } from '@/lib/staff/may-run'
import { ConsolePage } from '../../_ui/console-page'
import { OnlyAdmins } from '../../_ui/only-admins'
import { PlainField } from '../../_ui/plain-field'
import { createAction } from './action'

const TITLE = 'Create an account'

export default orUnavailablePage(async function CreatePage({ searchParams }: PageProps<'/staff/people/create'>) {
  const member = await openStaff('/staff/people/create')
  if (!mayRun('users create', member.role)) return <OnlyAdmins member={member} />
  const { refused, typed } = await searchParams
  const refusal = refusalIn(refused)
  return (
    <ConsolePage at="/staff/people" title={TITLE} member={member} failed={Boolean(refusal)}>
      <Refusal>{refusal}</Refusal>
      <p>
        The account has no password yet. Its owner gets a welcome email with a link to verify the email, and then
        chooses a password with “Forgot password?”.
      </p>
      <ButtonForm action={createAction} className="narrow" noValidate>
        <Fields refused={await refusedForm(member.user.id, typed)} />
        <button type="submit" className="main">
          Create account
        </button>
      </ButtonForm>
    </ConsolePage>
  )
})

function Fields({ refused }: { refused?: RefusedForm }) {
  const field = (name: string) => ({
    id: name,
    name,
    defaultValue: refused?.typed[name],
    fault: refused?.faults[name],
    autoComplete: 'off',
  })
  return (
    <>
      <PlainField {...field('first_name')} label="First name" dir="auto" />
      <PlainField {...field('last_name')} label="Last name" dir="auto" />
      <PlainField {...field('email')} label="Email" type="email" autoCapitalize="none" spellCheck={false} />
      {config().PHONE_NUMBER !== 'off' && <PhoneNumber {...field('phone_number')} />}
    </>
  )
}

function PhoneNumber(field: { id: string; name: string }) {
  const isOptional = config().PHONE_NUMBER === 'optional'
  return <PlainField {...field} label={isOptional ? 'Phone number (optional)' : 'Phone number'} type="tel" />
}
