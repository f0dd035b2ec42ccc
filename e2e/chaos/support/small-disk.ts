import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const MEBIBYTE = 1024 ** 2

/** A disk of so many MiB, in memory; undefined where this user may not mount one. */
export function mountSmallDisk(mebibytes: number) {
  const folder = mkdtempSync(path.join(tmpdir(), 'rekey-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0700`, 'tmpfs', folder])
  if (mounted.status !== 0) {
    rmdirSync(folder)
    return undefined
  }
  const ballast = path.join(folder, 'ballast')
  return {
    folder,
    /** Takes all that is left. */
    fill() {
      const file = openSync(ballast, 'a')
      for (let left = free(folder); left > 0; left = free(folder)) {
        writeSync(file, Buffer.alloc(Math.min(left, MEBIBYTE)))
      }
      closeSync(file)
    },
    /** Gives back what `fill` took. */
    clear: () => rmSync(ballast, { force: true }),
    unmount() {
      // Lazily: a database that panicked keeps its files open.
      execFileSync('umount', ['-l', folder])
      rmdirSync(folder)
    },
  }
}

function free(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
