import { existsSync, readFileSync } from 'node:fs'

/** Watches how much memory a process uses, in MB. Reads /proc, so it works only on Linux and is 0 elsewhere. */
export function watchMemory(pid: () => number) {
  const now = () => residentMegabytes(pid())
  const before = now()
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, now())
  }, 50)
  return {
    before,
    now,
    peak: () => Math.max(peak, now()),
    stop: () => clearInterval(timer),
  }
}

function residentMegabytes(pid: number): number {
  const file = `/proc/${pid}/status`
  const [, kilobytes] = existsSync(file) ? (readFileSync(file, 'utf8').match(/^VmRSS:\s+(\d+)/m) ?? []) : []
  return Math.round(Number(kilobytes ?? 0) / 1024)
}
