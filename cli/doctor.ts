import { Command } from 'commander'
import { counted, type Finding, type Level } from '@/lib/doctor/finding'
import { exitCodes, Refusal } from './print-answer'
import { json as asJson, printable, type Terminal } from './terminal'

/** Worst last, so that what needs doing is right above the prompt. */
const levels: Record<Level, { sign: string; colour: number; one: string; many: string }> = {
  ok: { sign: '✓', colour: 32, one: 'check passed', many: 'checks passed' },
  hint: { sign: '·', colour: 36, one: 'hint', many: 'hints' },
  warning: { sign: '!', colour: 33, one: 'warning', many: 'warnings' },
  fault: { sign: '✗', colour: 31, one: 'problem', many: 'problems' },
}
const order = Object.keys(levels) as Level[]

export function doctorCommand(terminal: Terminal): Command {
  return new Command('doctor')
    .description(
      'Check the installation for common problems and print how to fix them. Exits with 1 if it finds a problem.',
    )
    .option('--mail <email>', 'send a test email to this email address and print what the mail server replies')
    .option('--strict', 'exit with 1 for warnings, too')
    .option('--dkim-selector <name...>', 'the selectors under which the domain of MAIL_FROM publishes its DKIM keys')
    .option('--dns <server...>', 'use these name servers, such as 9.9.9.9 or 127.0.0.1:5353')
    .action(async ({ mail, strict, dkimSelector, dns }, asked: Command) => {
      // Imported here because the email code takes a second to load, and the other commands do not need it.
      const { examineInstallation } = await import('@/lib/doctor/examine-installation')
      const findings = await examineInstallation({ trialMailTo: mail, dkimSelectors: dkimSelector, nameServers: dns })
      printFindings({ findings }, { asked, terminal, strict })
    })
}

type Printing = { asked: Command; terminal: Terminal; strict?: true }

/** Prints an answer with findings. Ends the command with 1 if there is a problem among them. */
export function printFindings(answer: { findings: Finding[] }, { asked, terminal, strict }: Printing): void {
  const { findings } = answer
  const { json } = asked.optsWithGlobals<{ json?: true }>()
  terminal.out(json ? asJson(answer) : report(findings, terminal.colours))
  const bad = findings.some(({ level }) => level === 'fault' || (strict && level === 'warning'))
  if (bad) throw new Refusal('', exitCodes.refused)
}

/** The findings as text, each followed by its fix. */
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
  const where = 'Put lines such as NAME=… in .env.local or in the environment, then restart Rekey.'
  return [...lines, '', ...(settings ? [where] : []), summary(findings)].join('\n')
}

function summary(findings: Finding[]): string {
  const counts = order.toReversed().flatMap((level) => {
    const count = findings.filter((finding) => finding.level === level).length
    return count === 0 ? [] : [counted(count, levels[level].one, levels[level].many)]
  })
  return counts.join(' · ')
}
