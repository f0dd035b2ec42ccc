import { Command, Option } from 'commander'
import { printFindings } from '@/cli/doctor'
import { answered, operatorOf, printAnswer } from '@/cli/print-answer'
import { list, type Terminal } from '@/cli/terminal'
import { recipeNames } from '@/lib/clients/schema'
import type { AnswerOf } from '@/lib/operator/commands'
import { runCommand } from '@/lib/operator/run-command'
import { addClientOptions, addOpposites, wantedOf } from './client-options'
import { addClientSwitches, CLIENT } from './client-switches'
import { addedClient, clientRows, settingsOf, shownClient, withNote } from './print-client'

const REDIRECT = 'the URLs that people may be sent back to after a login; the app must send exactly one of them'

/** The commands about the apps that log people in with Rekey. */
export function clientsCommand(terminal: Terminal): Command {
  const clients = new Command('clients').description('Set up the apps that log people in with Rekey (OpenID Connect).')
  clients
    .command('list')
    .description('list the apps, by name')
    .action((_, asked: Command) => {
      const words = withNote((answer: AnswerOf<'clients list'>) => clientRows(answer.clients) || 'None.')
      return printAnswer({ asked, terminal, input: {}, words }, 'clients list')
    })
  clients
    .command('show')
    .description('show one app: its settings, who is logged in to it, and its requests that were refused')
    .argument('<id>', CLIENT)
    .action((id, _, asked: Command) =>
      printAnswer({ asked, terminal, input: { id }, words: withNote(shownClient) }, 'clients show'),
    )
  addDoctor(clients, terminal)
  addAdd(clients, terminal)
  addChange(clients, terminal)
  addClientSwitches(clients, terminal)
  return clients
}

function addDoctor(clients: Command, terminal: Terminal): void {
  clients
    .command('doctor')
    .description(
      'find out why logins to an app fail: call Rekey as the app does, and the app as Rekey does, and say what differs',
    )
    .argument('<id>', CLIENT)
    .option('--secret-stdin', 'read the secret that the app has from standard input, and try it')
    .option('--strict', 'exit with 1 for warnings, too')
    .action(async (id, { secretStdin, strict }, asked: Command) => {
      const secret = secretStdin ? (await terminal.input()).trim() : undefined
      const answer = answered(await runCommand('clients doctor', { id, secret }, operatorOf(asked)))
      printFindings(answer, { asked, terminal, strict })
    })
}

function addAdd(clients: Command, terminal: Terminal): void {
  const add = clients
    .command('add')
    .description('add an app, and print what to set in it')
    .argument('<name>', 'the name that people read')
    .argument('[url]', 'with --for: the URL of the app, without a path')
    .addOption(new Option('--for <app>', FOR).choices([...recipeNames]))
    .option('--redirect <uri...>', `${REDIRECT}; needed unless --for knows them`)
    .option('--id <id>', 'its client ID: 3 to 40 of a-z, 0-9 and - (default: a random one)')
    .addOption(new Option('--kind <kind>', KIND).choices(['web', 'spa', 'native', 'proxy']))
  addClientOptions(add).action((name, url, options, asked: Command) => {
    const slip = slipIn(url, options)
    if (slip) add.error(`error: ${slip}`)
    const input = { ...wantedOf(options), name, for: options.for, url, id: options.id, kind: options.kind }
    return printAnswer({ asked, terminal, input, words: withNote(addedClient) }, 'clients add')
  })
}

const FOR = 'register the URLs that this app needs, and print its own configuration'
const KIND =
  'web has a server and a secret (default); spa runs in the browser, native on a device, both without a secret; proxy knows no protocol, and the proxy in front of it asks Rekey'

/** What must be typed together, or undefined if nothing is missing. */
function slipIn(url: string | undefined, { for: app, redirect }: { for?: string; redirect?: string[] }) {
  if (app && !url) return `--for ${app} needs the URL of the app too, such as https://app.example.com`
  if (url && !app) return `${url} is one argument too many without --for`
  return app || redirect ? undefined : 'either --redirect or --for is needed'
}

function addChange(clients: Command, terminal: Terminal): void {
  const change = clients
    .command('change')
    .description('change an app; what is not mentioned stays, and a list of URLs or scopes replaces the former one')
    .argument('<id>', CLIENT)
    .option('--name <name>', 'the name that people read')
    .option('--redirect <uri...>', REDIRECT)
  addOpposites(addClientOptions(change)).action((id, options, asked: Command) => {
    const input = { ...wantedOf(options), id, name: options.name }
    const words = withNote(({ client }: AnswerOf<'clients change'>) => list(settingsOf(client)))
    return printAnswer({ asked, terminal, input, words }, 'clients change')
  })
}
