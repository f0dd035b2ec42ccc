import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'

type Packages = { dependencies: Record<string, string>; devDependencies: Record<string, string> }
type Locked = Packages & { version: string; resolved?: string; integrity?: string; link?: boolean }

/** Next's last release that closed a hole which reached us: Origin: null, RCE by Flight, forwarded Server Actions. */
const NEXT_FLOOR = '16.2.11'
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
const wanted: Packages = read('package.json')
const locked: Record<string, Locked> = read('package-lock.json').packages

test('every package is of one exact version, locked with a digest of its contents [G7]', () => {
  const versions = { ...wanted.dependencies, ...wanted.devDependencies }
  for (const [name, version] of Object.entries(versions)) {
    expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+$/)])
    expect([name, locked[`node_modules/${name}`]?.version]).toEqual([name, version])
  }
  const { '': root, ...packages } = locked
  expect(root).toMatchObject({ dependencies: wanted.dependencies, devDependencies: wanted.devDependencies })
  const loose = Object.entries(packages).filter(
    ([, { integrity, resolved }]) => resolved && !/^sha512-/.test(integrity ?? ''),
  )
  expect(loose.map(([name]) => name)).toEqual([])
})

test('Next is not older than its last fix that concerns us [G7]', () => {
  expect(isAtLeast('16.2.10', NEXT_FLOOR)).toBe(false)
  expect(isAtLeast('16.3.0', NEXT_FLOOR)).toBe(true)
  expect([locked['node_modules/next']?.version].filter((version) => !isAtLeast(version!, NEXT_FLOOR))).toEqual([])
})

test('a bill of materials names every package, and is made without the network [G7]', () => {
  const args = ['sbom', '--package-lock-only', '--offline', '--sbom-format=cyclonedx']
  const bill = JSON.parse(execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  const names = bill.components.map(({ name, version }: { name: string; version: string }) => `${name}@${version}`)
  const all = Object.entries({ ...wanted.dependencies, ...wanted.devDependencies }).map((pair) => pair.join('@'))
  expect(names).toEqual(expect.arrayContaining(all))
})

function isAtLeast(version: string, floor: string): boolean {
  const [have, need] = [version, floor].map((text) => text.split('.').map(Number))
  const at = have!.findIndex((part, index) => part !== need![index])
  return at < 0 || have![at]! > need![at]!
}
