import { accountContestedEmail } from '@/emails/templates/email-change/account-contested'
import { accountTakenBackEmail } from '@/emails/templates/email-change/account-taken-back'
import { contestSettledEmail } from '@/emails/templates/email-change/contest-settled'
import { urlOfAnyLink } from '@/lib/links/mailed-link'
import { type Composer, superseded } from './composed'
import { originIn } from './origin-in'

/** Emails to those who lost an account, or who take part in the contest of one. */
export const contestComposers = {
  'account-taken-back': async ({ recipient, data, userId, createdAt: at }) => {
    const contest = await urlOfAnyLink('contest', data.email_contest_id, userId)
    if (!contest) return superseded
    const { first_name: firstName = '' } = data
    return { to: recipient, content: await accountTakenBackEmail({ firstName, at, ...originIn(data), contest }) }
  },
  'account-contested': async ({ recipient, data }) => ({
    to: recipient,
    content: await accountContestedEmail({ firstName: data.first_name ?? '' }),
  }),
  'contest-settled': async ({ recipient, data: { first_name: firstName = '', outcome = 'lost' } }) => ({
    to: recipient,
    content: await contestSettledEmail({ firstName, outcome }),
  }),
} satisfies Record<string, Composer>
