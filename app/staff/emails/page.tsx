import { redirect } from 'next/navigation'
import { askedAsStaff, turnAway } from '@/app/_http/staff/ask-as-staff'
import { openStaff } from '@/app/_http/staff/open-staff'
import { SEARCH_ENDED } from '@/app/_http/staff/search-path'
import { Refusal } from '@/app/_ui/forms/refusal'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import type { FailureCode } from '@/lib/result'
import { openForMember } from '@/lib/staff/sealed-for-member'
import { ConsolePage } from '../_ui/console-page'
import { SearchForm } from '../_ui/search-form'
import { searchEmailsAction } from './action'
import { EmailTable } from './email-table'
import { emailsHref, filterIn } from './filter'
import { Filters } from './filters'
import './emails.css'

const NOBODY = 'No account has this phone number or ID. Search for the whole email, or for the account first.'
const words: Partial<Record<FailureCode, string>> = {
  'not-found': NOBODY,
  'invalid-input': NOBODY,
  'staff-account': 'This account belongs to a member of staff. Ask an admin, who may see its emails.',
}

export default orUnavailablePage(async function EmailsPage({ searchParams }: PageProps<'/staff/emails'>) {
  const member = await openStaff('/staff/emails')
  const filter = filterIn(await searchParams)
  // Somebody has changed the URL, or it is of a former version.
  if (!filter) redirect('/staff/emails')
  const { s, ...asked } = filter
  const opened = s === undefined ? undefined : await openForMember(member.user.id, 'search', s)
  const user = opened && String(opened.text)
  const found = s && !opened ? undefined : await askedAsStaff('mail list', { ...asked, user })
  if (found && !found.ok && !words[found.code]) turnAway(found)
  const refused = found ? (found.ok ? undefined : words[found.code]) : SEARCH_ENDED
  return (
    <ConsolePage at="/staff/emails" title="Emails" member={member} failed={refused !== undefined}>
      <Refusal>{refused}</Refusal>
      <SearchForm
        action={searchEmailsAction}
        label="Find the emails of one person"
        hint="Their whole email, phone number or ID."
        text={user}
      />
      {found?.ok && (
        <>
          <Filters {...filter} />
          <EmailTable mails={found.value.mails} />
          <Pages filter={filter} next={found.value.next} />
        </>
      )}
    </ConsolePage>
  )
})

function Pages({ filter, next }: { filter: NonNullable<ReturnType<typeof filterIn>>; next: string | null }) {
  if (!filter.after && !next) return null
  return (
    <p className="choice">
      {filter.after && (
        <a className="button" href={emailsHref({ ...filter, after: undefined })}>
          Newest
        </a>
      )}
      {next && (
        <a className="button" href={emailsHref({ ...filter, after: next })}>
          Older
        </a>
      )}
    </p>
  )
}
