import { redirect } from 'next/navigation'
import { openStaff } from '@/app/_http/staff/open-staff'
import { SEARCH_ENDED } from '@/app/_http/staff/search-path'
import { Refusal } from '@/app/_ui/forms/refusal'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { type Failure, titleOf } from '@/lib/result'
import { openForMember } from '@/lib/staff/sealed-for-member'
import { Unavailable } from '@/lib/unavailable'
import { ConsolePage } from '../_ui/console-page'
import { diagnosisOf } from './diagnosis-of'
import { foundPeople, nextPage } from './found-people'
import { isExactly } from './is-exactly'
import { NobodyFound } from './nobody-found'
import { PeopleSearch } from './people-search'
import { PeopleTable } from './people-table'
import { StateLinks } from './state-links'
import { isList } from './states'

export default orUnavailablePage(async function PeoplePage({ searchParams }: PageProps<'/staff/people'>) {
  const member = await openStaff('/staff/people')
  const { s, state, after } = await searchParams
  const opened = s === undefined ? undefined : await openForMember(member.user.id, 'search', s)
  const text = opened && String(opened.text)
  const list = !text && isList(state) ? state : undefined
  const found = await foundPeople({ text, list, after: typeof after === 'string' ? after : undefined })
  const [only] = found.ok ? found.value.users : []
  if (text && only && !after && isExactly(only, text)) redirect(`/staff/people/${only.id}`)
  const isEmpty = found.ok && found.value.users.length === 0
  const findings = isEmpty && text && !after ? await diagnosisOf(text) : undefined
  const refused = found.ok ? s !== undefined && !opened && SEARCH_ENDED : refusalOf(found)
  return (
    <ConsolePage at="/staff/people" title="People" member={member} failed={Boolean(refused)}>
      <Refusal>{refused || undefined}</Refusal>
      <PeopleSearch text={text} autoFocus={!text && !list && !after && !refused} />
      <StateLinks at={text ? undefined : (list ?? 'all')} />
      {found.ok && found.value.users.length > 0 && (
        <PeopleTable
          users={found.value.users}
          next={found.value.next ? nextPage(found.value.next, { s: text && String(s), list }) : undefined}
        />
      )}
      {isEmpty && <NobodyFound text={text} isFurther={after !== undefined} findings={findings} />}
      {member.role === 'admin' && (
        <p className="aside">
          <a href="/staff/people/create">Create an account</a>
        </p>
      )}
    </ConsolePage>
  )
})

function refusalOf(refused: Failure): string {
  if (refused.code === 'unavailable') throw new Unavailable('The database is away.', refused.retryAfterSeconds ?? 1)
  return refused.code === 'invalid-input' ? NOT_SEARCHED : titleOf(refused.code)
}

const NOT_SEARCHED =
  'We can’t search for this. Type an email, a phone number, an ID, or the beginning of an email or name.'
