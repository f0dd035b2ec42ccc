import { describeOperations } from '@/app/_openapi/operation-description'

export const description = describeOperations({
  id: 'logout',
  method: 'POST',
  path: '/api/logout',
  tag: 'Sessions',
  summary: 'Log out',
  description: 'Ends the session itself: its access token is worth nothing from then on.',
  loggedIn: true,
  answers: { 204: { means: 'The session has ended.' } },
})
