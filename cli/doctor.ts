import { Command } from 'commander'
import { counted, type Finding, type Level } from '@/lib/doctor/finding'
import { exitCodes, Refusal } from './print-answer'
import { json as asJson, printable, type Terminal } from './terminal'

/** Worst last: what is to be done stands next to the prompt. */
const levels: Record<Level, { sign: string; colour: number; one: string; many: string }> = {
  ok: { sign: '✓', colour: 32, one: 'fine', many: 'fine' },
  hint: { sign: '·', colour: 36, one: 'hint', many: 'hints' },
  warning: { sign: '!', colour: 33, one: 'warning', many: 'warnings' },
  fault: { sign: '✗', colour: 31, one: 'fault', many: 'faults' },
}
const order = Object.keys(levels) as Level[]

export function doctorCommand(terminal: Terminal): Command {
  return new Command('doctor')
    .description('Look for what breaks in real life, and say how to mend it; ends with 1 where there is a fault.')
    .option('--mail <address>', 'send a trial mail there, and tell what the mail server says')
    .option('--strict', 'end with 1 for warnings too')
    .option('--dkim-selector <name...>', 'under which names the domain of MAIL_FROM publishes its DKIM keys')
    .option('--dns <server...>', 'ask these name servers, such as 9.9.9.9 or 127.0.0.1:5353')
    .action(async ({ mail, strict, dkimSelector, dns }, asked: Command) => {
      // Only here: what makes and sends mail takes a second to load, which the other commands need not wait for.
      const { examineInstallation } = await import('@/lib/doctor/examine-installation')
      const findings = await examineInstallation({ trialMailTo: mail, dkimSelectors: dkimSelector, nameServers: dns })
      const { json } = asked.optsWithGlobals<{ json?: true }>()
      terminal.out(json ? asJson({ findings }) : report(findings, terminal.colours))
      const bad = findings.some(({ level }) => level === 'fault' || (strict && level === 'warning'))
      if (bad) throw new Refusal('', exitCodes.refused)
    })
}

/** The findings for people, each with what mends it below. */
export function report(findings: Finding[], colours = false): string {
  const paint = (code: number, text: string) => (colours ? `\u001b[${code}m${text}\u001b[39m` : text)
  const lines = order.flatMap((level) =>
    findings
      .filter((finding) => finding.level === level)
      .flatMap(({ says, mend }) => {
        const { sign, colour } = levels[level]
        const first = `${paint(colour, sign)} ${printable(says)}`
        return mend ? [first, `    ${printable(mend)}`] : [first]
      }),
  )
  const settings = findings.some(({ mend = '' }) => /^[A-Z_]+=/.test(mend))
  const where = 'Lines such as NAME=… belong into .env.local or the environment; start Rekey again after that.'
  return [...lines, '', ...(settings ? [where] : []), summary(findings)].join('\n')
}

function summary(findings: Finding[]): string {
  const counts = order.toReversed().flatMap((level) => {
    const count = findings.filter((finding) => finding.level === level).length
    return count === 0 ? [] : [counted(count, levels[level].one, levels[level].many)]
  })
  return counts.join(' · ')
}
