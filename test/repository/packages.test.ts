import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'

type Packages = { dependencies: Record<string, string>; devDependencies: Record<string, string> }
type Locked = Packages & { version: string; resolved?: string; integrity?: string; link?: boolean } & Kind
type Kind = { dev?: boolean; optional?: boolean; os?: string[]; libc?: string[] }

/** The current number. Adding a package means raising it, after a look at what else that package installs. */
const MOST_PACKAGES = 152
/** Tools that build, format or watch, which other packages once installed in production. */
const TOOLS = /^(@babel\/|@esbuild\/|esbuild|prettier|tailwindcss|socket\.io|chokidar|tsx|typescript|react-email$)/
/** The last release of Next with a fix that we need: `Origin: null`, code execution by Flight, forwarded Server Actions. */
const NEXT_FLOOR = '16.2.11'
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
const wanted: Packages = read('package.json')
const locked: Record<string, Locked> = read('package-lock.json').packages
/** The path of each package that `npm ci --omit=dev` may install. Each optional one is for one kind of machine. */
const serving = Object.keys(locked).filter((path) => path && !locked[path]?.dev)

test('every package has one exact version and is locked with a digest of its contents [G7]', () => {
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

test('a production install contains only what the server needs, and no build tools [G7]', () => {
  const names = serving.filter((path) => !locked[path]?.optional).map(nameOf)
  expect(names.length, names.join('\n')).toBeLessThanOrEqual(MOST_PACKAGES)
  expect(serving.map(nameOf).filter((name) => TOOLS.test(name))).toEqual([])
})

// npm 11 writes the C library of each package to the lock file. npm 10 respects it, but drops it when it rewrites the file.
test('an install includes only the native packages for its C library', () => {
  const musl = serving.filter((path) => path.includes('musl'))
  expect(musl.length).toBeGreaterThan(5)
  expect(musl.filter((path) => locked[path]?.libc?.join() !== 'musl')).toEqual([])
  const glibc = musl.map((path) => path.replace(/musl$/, 'gnu').replace('linuxmusl', 'linux'))
  expect(glibc.filter((path) => locked[path]?.libc?.join() !== 'glibc')).toEqual([])
})

test('the OpenTelemetry packages are from the same release, and none is installed twice', () => {
  const parts = Object.entries(locked).filter(([path]) => /\/@opentelemetry\/(?!api$|semantic-conventions$)/.test(path))
  const versions = new Set(parts.map(([, { version }]) => version))
  // Stable and experimental packages have different version numbers but are released together.
  expect([...versions].sort()).toEqual([expect.stringMatching(/^0\./), expect.stringMatching(/^[1-9]/)])
  expect(new Set(parts.map(([path]) => nameOf(path))).size).toBe(parts.length)
})

test('Next is not older than its last security fix that affects us [G7]', () => {
  expect(isAtLeast('16.2.10', NEXT_FLOOR)).toBe(false)
  expect(isAtLeast('16.3.0', NEXT_FLOOR)).toBe(true)
  expect([locked['node_modules/next']?.version].filter((version) => !isAtLeast(version!, NEXT_FLOOR))).toEqual([])
})

test('a bill of materials names every package and can be made without the network [G7]', () => {
  const args = ['sbom', '--package-lock-only', '--offline', '--sbom-format=cyclonedx']
  const bill = JSON.parse(execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  const names = bill.components.map(({ name, version }: { name: string; version: string }) => `${name}@${version}`)
  const all = Object.entries({ ...wanted.dependencies, ...wanted.devDependencies }).map((pair) => pair.join('@'))
  expect(names).toEqual(expect.arrayContaining(all))
})

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

function isAtLeast(version: string, floor: string): boolean {
  const [have, need] = [version, floor].map((text) => text.split('.').map(Number))
  const at = have!.findIndex((part, index) => part !== need![index])
  return at < 0 || have![at]! > need![at]!
}
