import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { cells } from './all-cells'
import { Bench } from './bench'
import { describeMachine } from './report/machine'
import { table } from './report/table'
import { writeReport } from './report/write'
import { ROOT } from './root'
import { type Found, runCell } from './run'

const PEERS = ['plain', 'better-auth']
const names = Object.keys(cells)

const command = new Command('npm run bench --')
  .description('Measures Rekey beside its peers on loopback, in turns. Builds and starts all that it needs.')
  .option('--cells <names>', `which, comma-separated: ${names.join(', ')}`, listOf(names), names)
  .option('--seconds <n>', 'of each cell in each round, about, shared by what it measures', number, 30)
  .option('--rounds <n>', 'of A B A B', number, 3)
  .option('--peers <names>', `which, comma-separated: ${PEERS.join(', ')}, or none`, listOf([...PEERS, 'none']), PEERS)
  .option('--users <counts>', 'sizes of the database in the cell growth, comma-separated', numbers, [10_000, 1_000_000])
  .option('--output <folder>', 'for results.json, the report and its charts, instead of bench/ and docs/')

type Typed = { cells: string[]; seconds: number; rounds: number; peers: string[]; users: number[]; output?: string }

export async function main(args: string[]): Promise<void> {
  const { cells: wanted, output, ...options } = command.parse(args, { from: 'user' }).opts<Typed>()
  if (!existsSync(path.join(ROOT, '.next/BUILD_ID')))
    execFileSync('npm', ['run', 'build'], { cwd: ROOT, stdio: 'inherit' })
  const bench = new Bench(options)
  const machine = describeMachine()
  console.log(`${machine.join('\n')}\n`)
  const date = new Date().toISOString().slice(0, 10)
  const found: Found[] = []
  let written: string[] = []
  try {
    for (const name of wanted) {
      const cell = await runCell(cells[name]!, bench, progress)
      progress('')
      console.log(`${table(cell)}\n`)
      found.push(cell)
      // After each, so that what was found outlives a fault in what follows.
      written = writeReport({ date, machine, options, cells: found }, Object.keys(cells), output)
    }
  } finally {
    await bench.close()
  }
  for (const file of written) console.log(`Written: ${file}`)
}

function progress(words: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${words}`)
}

function number(text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new InvalidArgumentError('must be a number above 0.')
  return value
}

function numbers(text: string): number[] {
  return text.split(',').map(number)
}

function listOf(known: string[]) {
  return (text: string): string[] => {
    const given = text.split(',')
    const unknown = given.find((each) => !known.includes(each))
    if (unknown !== undefined) throw new InvalidArgumentError(`'${unknown}' is none of ${known.join(', ')}.`)
    return given
  }
}
