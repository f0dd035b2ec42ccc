import { event, person, secondFactors, session, usedApp, user } from '@/app/_openapi/examples'
import { confirmationRefusals, confirmedEveryTime, describeOperations } from '@/app/_openapi/operation-description'
import { exportAnswer } from '@/lib/data-export/export-answer'
import { exportConfirmedData, exportData } from '@/lib/data-export/export-data'

const path = '/api/me/export'
const tag = 'Accounts'
const contents =
  'Everything that we store about the account, as a file, without its secrets: no password hash, no token, no key of a passkey and no secret of an authenticator app. An email to an unverified email address has the status `untold`. The logout notices say which apps were told that a login ended. The file is streamed, so the answer has no Content-Length.'

const data = {
  means: 'The data of the account.',
  schema: exportAnswer,
  example: {
    exported_at: '2026-11-22T09:35:00.000Z',
    profile: user,
    second_factors: secondFactors,
    sessions: [session],
    activity: [event],
    apps: [usedApp],
    app_logins: [
      {
        app: usedApp.name,
        session_id: session.id,
        first_at: '2026-11-22T09:32:00.000Z',
        last_at: '2026-11-22T09:32:00.000Z',
      },
    ],
    mails: [
      {
        kind: 'welcome',
        to: person.email,
        status: 'sent',
        created_at: '2026-11-22T09:30:00.000Z',
        sent_at: '2026-11-22T09:30:01.000Z',
      },
    ],
    logout_notices: [
      {
        app: 'Wiki',
        status: 'told',
        created_at: '2026-11-22T09:34:00.000Z',
        decided_at: '2026-11-22T09:34:01.000Z',
      },
    ],
  },
}

export const description = describeOperations(
  {
    id: 'exportData',
    method: 'GET',
    path,
    tag,
    summary: 'Download your data',
    description: `${contents} With two-step login, an API client needs \`exportConfirmedData\` instead.`,
    operation: exportData,
    refuses: ['confirmation-required'],
    answers: { 200: data },
  },
  {
    id: 'exportConfirmedData',
    method: 'POST',
    path,
    tag,
    summary: 'Download your data after confirming',
    description: `${contents} ${confirmedEveryTime}`,
    operation: exportConfirmedData,
    refuses: confirmationRefusals,
    example: { current_password: person.password },
    answers: { 200: data },
  },
)
