import { event, person, session, user } from '@/app/_openapi/examples'
import { describeOperations } from '@/app/_openapi/operation-description'
import { exportAnswer, exportData } from '@/lib/data-export/export-data'

export const description = describeOperations({
  id: 'exportData',
  method: 'GET',
  path: '/api/me/export',
  tag: 'Accounts',
  summary: 'Take my data',
  description:
    'Everything that is kept of the account but its secrets, as a file to save: no hash, no token. A mail to an address that is not proven has the status `untold`. It is sent while it is read, without a Content-Length.',
  operation: exportData,
  answers: {
    200: {
      means: 'The data.',
      schema: exportAnswer,
      example: {
        exported_at: '2026-11-22T09:35:00.000Z',
        profile: user,
        sessions: [session],
        activity: [event],
        mails: [
          {
            kind: 'welcome',
            to: person.email,
            status: 'sent',
            created_at: '2026-11-22T09:30:00.000Z',
            sent_at: '2026-11-22T09:30:01.000Z',
          },
        ],
      },
    },
  },
})
