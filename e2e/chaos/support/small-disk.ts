import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const MEBIBYTE = 1024 ** 2

/** Mounts a small disk in memory. Undefined if this user may not mount one. */
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
    /** Fills the free space. */
    fill() {
      const file = openSync(ballast, 'a')
      for (let left = free(folder); left > 0; left = free(folder)) {
        writeSync(file, Buffer.alloc(Math.min(left, MEBIBYTE)))
      }
      closeSync(file)
    },
    /** Frees the space that `fill` used. */
    clear: () => rmSync(ballast, { force: true }),
    unmount() {
      // A lazy unmount, because a database that panicked keeps its files open.
      execFileSync('umount', ['-l', folder])
      rmdirSync(folder)
    },
  }
}

function free(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
