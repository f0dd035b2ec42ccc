import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { cells } from './all-cells'
import { Bench, type Options } from './bench'
import { describeMachine } from './report/machine'
import { table } from './report/table'
import { writeReport } from './report/write'
import { ROOT } from './root'
import { type Found, runCell } from './run'

const PEERS = ['plain', 'better-auth']
const names = Object.keys(cells)

const command = new Command('npm run bench --')
  .description('Measures Rekey and its peers in turns on loopback. Builds and starts everything it needs.')
  .option('--cells <names>', `cells to run, separated by commas: ${names.join(', ')}`, listOf(names), names)
  .option('--seconds <n>', 'approximate length of each cell in each round, shared by its measurements', number, 30)
  .option('--rounds <n>', 'number of rounds (A B A B)', number, 3)
  .option(
    '--peers <names>',
    `peers to measure, separated by commas: ${PEERS.join(', ')}, or none`,
    listOf([...PEERS, 'none']),
    PEERS,
  )
  .option(
    '--users <counts>',
    'numbers of accounts in the cell growth, separated by commas; the largest one is that of the cell people',
    numbers,
    [10_000, 1_000_000],
  )
  .option(
    '--records <counts>',
    'numbers of stored records of apps in the cell records, separated by commas',
    numbers,
    [1_000, 1_000_000],
  )
  .option('--output <folder>', 'where to write results.json, the report and its charts, instead of bench/ and docs/')

type Typed = Options & { cells: string[]; output?: string }

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
      // Written after each cell, so that an error in a later one loses no results.
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
  if (!(value > 0)) throw new InvalidArgumentError('must be a number greater than 0.')
  return value
}

function numbers(text: string): number[] {
  return text.split(',').map(number)
}

function listOf(known: string[]) {
  return (text: string): string[] => {
    const given = text.split(',')
    const unknown = given.find((each) => !known.includes(each))
    if (unknown !== undefined) throw new InvalidArgumentError(`'${unknown}' is not one of ${known.join(', ')}.`)
    return given
  }
}
