import { describeOperations } from '@/app/_openapi/operation-description'

export const description = describeOperations({
  id: 'logout',
  method: 'POST',
  path: '/api/logout',
  tag: 'Sessions',
  summary: 'Log out',
  description: 'Ends the current session. Its access token stops working immediately.',
  loggedIn: true,
  answers: { 204: { means: 'The session has ended.' } },
})
