import { openStaff } from '@/app/_http/staff/open-staff'
import { ButtonForm } from '@/app/_ui/forms/button-form'
import { Refusal, refusalIn } from '@/app/_ui/forms/refusal'
import { Notice } from '@/app/_ui/notice'
import { Moment } from '@/app/_ui/times/moment'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { lastExamination } from '@/lib/staff/examination'
import { mayRun } from '@/lib/staff/may-run'
import { ConsolePage } from '../_ui/console-page'
import { OnlyAdmins } from '../_ui/only-admins'
import { examineAction } from './action'
import { Findings } from './findings'
import './health.css'

const ELSEWHERE = 'The result is not here any more: it is kept for a minute, in the instance that has examined.'

export default orUnavailablePage(async function HealthPage({ searchParams }: PageProps<'/staff/health'>) {
  const [member, params] = [await openStaff('/staff/health'), await searchParams]
  if (!mayRun('doctor database', member.role)) return <OnlyAdmins member={member} />
  const last = lastExamination(member.role)
  return (
    <ConsolePage at="/staff/health" title="Health" member={member}>
      <Refusal>{refusalIn(params.refused)}</Refusal>
      <Notice>{params.examined !== undefined && !last ? ELSEWHERE : undefined}</Notice>
      <p>
        The doctor checks the settings, the machine, the database, the emails and how this site is reached. It takes
        some seconds and changes nothing.
      </p>
      <ButtonForm action={examineAction}>
        <button type="submit">Examine now</button>
      </ButtonForm>
      {last && (
        <>
          <p className="aside">
            Examined <Moment at={last.at} />. The result is kept for a minute.
          </p>
          <Findings findings={last.findings} />
        </>
      )}
    </ConsolePage>
  )
})
