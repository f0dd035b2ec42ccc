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
 * All of it for programs, a report for people, and its chart for both kinds of screen; returns the files. Cells that were not
 * run this time stay as they are, in the order of `names`.
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
  const run = `${rounds} rounds of ${seconds} s for each cell, peers: ${peers.join(', ')}; sizes of the database: ${users.join(', ')}`
  return [
    '# Benchmarks',
    'Written by `npm run bench`; what it means, and why what is missed is missed: [performance.md](performance.md). ' +
      'Each figure is the median of its rounds; of two that are compared, the median of their ratios round by round. ' +
      'Times are milliseconds. Where `perSecond` is 0, nothing came in the time of a measurement, which then stands as p50 and p99.',
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
    ...(judged.length > 0 ? [['| promise | found | goal | |', '|---|---:|---:|---|', ...judged].join('\n')] : []),
    ...notes,
  ].join('\n\n')
}
