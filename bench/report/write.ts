import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Options } from '../bench'
import { ROOT } from '../root'
import type { Found } from '../run'
import { drawPanels } from './chart'
import { panelsOf } from './panels'
import { short } from './table'

export type Results = { date: string; machine: string[]; options: Options; cells: Found[] }

/**
 * Writes all results as JSON, a report for people, and its chart in a light and a dark version. Returns the files. Keeps the
 * earlier results of cells that were not run this time. The cells are in the order of `names`.
 */
export function writeReport(found: Results, names: string[], folder?: string): string[] {
  const [numbers, docs] = folder ? [folder, folder] : [path.join(ROOT, 'bench'), path.join(ROOT, 'docs')]
  const numbersFile = path.join(numbers, 'results.json')
  const results = { ...found, cells: merged(found.cells, numbersFile, names) }
  const panels = panelsOf(results.cells)
  const files = {
    [numbersFile]: `${JSON.stringify(results, null, 2)}\n`,
    [path.join(docs, 'benchmarks.md')]: report(results),
    ...(panels.length > 0 && {
      [path.join(docs, 'benchmarks-light.svg')]: drawPanels(panels, 'light'),
      [path.join(docs, 'benchmarks-dark.svg')]: drawPanels(panels, 'dark'),
    }),
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return Object.keys(files)
}

function merged(cells: Found[], file: string, names: string[]): Found[] {
  const before: Found[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).cells : []
  const known = [...cells, ...before]
  return names.flatMap((name) => known.find((cell) => cell.name === name) ?? [])
}

function report({ date, machine, options, cells }: Results): string {
  const { seconds, rounds, peers, users } = options
  const run = `${rounds} rounds of ${seconds} s for each cell; peers: ${peers.join(', ')}; numbers of accounts: ${users.join(', ')}`
  return [
    '# Benchmarks',
    '`npm run bench` wrote this report. [performance.md](performance.md) explains the figures and why some goals are missed. ' +
      'Each figure is the median of its rounds; a comparison is the median of the ratios in each round. Times are in milliseconds. ' +
      'If `perSecond` is 0, no answer came in time, and p50 and p99 show the length of the measurement.',
    [`- ${date}`, ...[...machine, run].map((line) => `- ${line}`)].join('\n'),
    ...cells.map(section),
  ]
    .join('\n\n')
    .concat('\n')
}

function section({ title, lanes, verdicts, notes }: Found): string {
  const figures = [...new Set(lanes.flatMap(({ median }) => Object.keys(median)))]
  const rows = lanes.map(({ name, median }) => {
    const cells = figures.map((figure) => (median[figure] === undefined ? '' : short(median[figure])))
    return `| ${[name, ...cells].join(' | ')} |`
  })
  const head = [`| | ${figures.join(' | ')} |`, `|---|${'---:|'.repeat(figures.length)}`]
  const judged = verdicts.map(
    ({ claim, value, goal, met }) => `| ${claim} | ${short(value)} | ${goal} | ${met ? 'met' : '**missed**'} |`,
  )
  return [
    `## ${title}`,
    ...(lanes.length > 0 ? [[...head, ...rows].join('\n')] : []),
    ...(judged.length > 0 ? [['| measured | value | goal | |', '|---|---:|---:|---|', ...judged].join('\n')] : []),
    ...notes,
  ].join('\n\n')
}
