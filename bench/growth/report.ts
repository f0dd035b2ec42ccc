import type { Grown } from './growth'

/** A line for each thing measured, a column for each size: milliseconds of the server, bytes for each account. */
export function figures(grown: Grown[]): string {
  const line = (name: string, value: (one: Grown) => string) =>
    [...grown.map((one) => value(one).padStart(11)), name].join('  ')
  const { measured, sizes } = grown.at(-1)!
  return [
    line('accounts', ({ users }) => users.toLocaleString('en')),
    line('seconds to fill', ({ fillSeconds }) => fillSeconds.toFixed(0)),
    ...measured.map(({ name }, n) => line(`ms  ${name}`, (one) => median(one.measured[n]!.times).toFixed(3))),
    ...sizes.map(({ name }) => line(`bytes  ${name}`, (one) => bytesOf(one, name).toFixed(1))),
  ].join('\n')
}

/** Each statement with its plan. */
export function plans({ measured }: Grown): string {
  const parts = measured.flatMap(({ name, statements }) => [
    `=== ${name}`,
    ...statements.map(({ statement, plan }) => `-- ${statement}\n${plan}`),
  ])
  return `${parts.join('\n\n')}\n`
}

const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!
const bytesOf = ({ sizes }: Grown, name: string) => sizes.find((size) => size.name === name)!.bytesPerUser
