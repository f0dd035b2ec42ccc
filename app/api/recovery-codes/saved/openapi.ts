import { describeOperations } from '@/app/_openapi/operation-description'
import { markRecoveryCodesSaved } from '@/lib/recovery-codes/mark-saved'

export const description = describeOperations({
  id: 'markRecoveryCodesSaved',
  method: 'POST',
  path: '/api/recovery-codes/saved',
  tag: 'Two-step login',
  summary: 'Mark the recovery codes as saved',
  description:
    'Records that the account owner has saved the recovery codes. Until then, the Security page reminds them.',
  operation: markRecoveryCodesSaved,
  answers: { 204: { means: 'Recorded.' } },
})
