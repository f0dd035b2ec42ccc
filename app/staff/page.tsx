import { openStaff } from '@/app/_http/staff/open-staff'
import { ButtonForm } from '@/app/_ui/forms/button-form'
import { Moment } from '@/app/_ui/times/moment'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { CONSOLE_HOURS, CONSOLE_IDLE_MINUTES } from '@/lib/staff/staff-session'
import { ConsolePage } from './_ui/console-page'
import { leaveAction } from './action'
import { PeopleSearch } from './people/people-search'

const roles = {
  admin: 'Your role is admin: you can do everything that this console offers.',
  support: 'Your role is support: you can see accounts and help their owners.',
}

export default orUnavailablePage(async function StaffPage() {
  const member = await openStaff('/staff')
  return (
    <ConsolePage at="/staff" title="Console" member={member}>
      <PeopleSearch />
      <p>{roles[member.role]}</p>
      <p>
        You entered <Moment at={member.staffSince!.toISOString()} />. The console closes after {CONSOLE_IDLE_MINUTES}{' '}
        minutes without use, and after {CONSOLE_HOURS} hours in all. You stay logged in.
      </p>
      <ButtonForm action={leaveAction}>
        <button type="submit">Close the console</button>
      </ButtonForm>
    </ConsolePage>
  )
})
