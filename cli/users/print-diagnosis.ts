import { moment, pairs, printable } from '@/cli/terminal'
import type { AnswerOf, CommandName } from '@/lib/operator/commands'
import type { Finding } from '@/lib/operator/diagnosis/finding'

type Diagnosis = AnswerOf<'users diagnose'>

/** Why somebody cannot log in, with the command lines that mend it. */
export function diagnosed({ user, findings }: Diagnosis): string {
  const whose = user && `${printable(user.email)} (${user.id})`
  return [whose, findingsOf(findings, user?.id)].filter(Boolean).join('\n\n')
}

/** The findings about the account with this ID, the most serious first. */
export function findingsOf(findings: Finding[], userId: string | undefined): string {
  return findings.map((finding) => [printable(finding.text), rowsOf(finding, userId)].join('\n')).join('\n\n')
}

function rowsOf({ since, until, methods, mail, advice, mends, user_id }: Finding, userId: string | undefined): string {
  const known = {
    since: since && moment(since),
    until: until && moment(until),
    with: methods?.map((method) => methodNames[method]).join(', '),
    ...(mail && mailRows(mail)),
    account: user_id,
    advice,
  }
  const run = mends.map((name) => commandLine(name, user_id ?? userId, mail?.id))
  const rows = [
    ...Object.entries(known),
    ...run.map((line, place): [string, string] => [place ? 'or' : 'to mend it', line]),
  ]
  return pairs(rows.filter(([, value]) => value)).replace(/^/gm, '  ')
}

const methodNames = {
  'authenticator-app': 'authenticator app',
  passkey: 'passkey',
  'recovery-code': 'recovery code',
}

function mailRows({ kind, to, state, next_attempt_at, server_reply, last_error }: Mail) {
  return {
    email: `${kind} to ${to}, ${state}`,
    'next attempt': moment(next_attempt_at),
    'server replied': server_reply,
    'last error': last_error,
  }
}
type Mail = NonNullable<Finding['mail']>

/** What the operator has to add to the name of the account. */
const more: Partial<Record<CommandName, string>> = {
  'users set-email': ' <new email>',
  'users settle': ' --to <one of the emails>',
}

function commandLine(name: CommandName, userId: string | undefined, mailId: string | undefined): string {
  return `npx rekey ${name} ${name === 'mail retry' ? mailId : userId}${more[name] ?? ''}`
}
