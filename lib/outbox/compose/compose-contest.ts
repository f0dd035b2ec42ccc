import { accountContestedEmail } from '@/emails/templates/account-contested'
import { accountTakenBackEmail } from '@/emails/templates/account-taken-back'
import { contestSettledEmail } from '@/emails/templates/contest-settled'
import { urlOfAnyLink } from '@/lib/links/mailed-link'
import { deviceName } from '@/lib/sessions/device-name'
import { type Composer, superseded } from './composed'

/** Emails to those who lost an account, or who take part in the contest of one. */
export const contestComposers = {
  'account-taken-back': async ({ recipient, data, userId, createdAt: at }) => {
    const contest = await urlOfAnyLink('contest', data.email_contest_id, userId)
    if (!contest) return superseded
    const { first_name: firstName = '', ip, user_agent } = data
    const device = user_agent && deviceName(user_agent)
    return { to: recipient, content: await accountTakenBackEmail({ firstName, at, ip, device, contest }) }
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
